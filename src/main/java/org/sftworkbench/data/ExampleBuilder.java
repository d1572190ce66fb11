package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The one place where ids, mask and token views grow, together, so that they cannot drift apart.
 */
final class ExampleBuilder {
    private final List<TokenView> tokens = new ArrayList<>();

    void append(TokenView token) {
        tokens.add(token);
    }

    AnnotatedExample build(String text) {
        int[] ids = new int[tokens.size()];
        boolean[] trained = new boolean[tokens.size()];
        for (int t = 0; t < ids.length; t++) {
            ids[t] = tokens.get(t).id();
            trained[t] = tokens.get(t).trained();
        }
        return new AnnotatedExample(new LabelledExample(ids, trained), text, tokens);
    }
}
