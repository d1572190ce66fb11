package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is packed comes out as it went in. */
class LabelledExampleTest {
    @Test
    void idsOfEverySizeAndTheirMaskComeOutAsTheyWentIn() {
        Random random = new Random(3);
        for (int length = 0; length < 400; length++) {
            int[] ids = new int[length];
            boolean[] trained = new boolean[length];
            int supervised = 0;
            for (int t = 0; t < length; t++) {
                ids[t] = random.nextInt() >>> random.nextInt(32);
                trained[t] = random.nextBoolean();
                supervised += t > 0 && trained[t] ? 1 : 0;
            }
            LabelledExample example = new LabelledExample(ids, trained);
            assertThat(example.inputIds()).isEqualTo(ids);
            assertThat(example.trained()).isEqualTo(trained);
            assertThat(example.length()).isEqualTo(length);
            assertThat(example.supervisedTokens()).isEqualTo(supervised);
            assertThat(example).isEqualTo(new LabelledExample(ids, trained));
        }
    }

    @Test
    void theBoundsOfIdsAreNotLost() {
        int[] ids = {0, 1, 63, 64, 8191, 8192, 1 << 20, Integer.MAX_VALUE, -1, Integer.MIN_VALUE};
        assertThat(new LabelledExample(ids, new boolean[ids.length]).inputIds()).isEqualTo(ids);
    }

    @Test
    void anotherMaskMakesAnotherExample() {
        int[] ids = {5, 6};
        assertThat(new LabelledExample(ids, new boolean[] {false, true}))
                .isNotEqualTo(new LabelledExample(ids, new boolean[] {true, true}));
    }
}
