package org.sftworkbench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.data.TokenKind;
import org.sftworkbench.run.RunFiles;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Writes down how the probed row is scored on the way of a run. Engine thread only. */
final class ProbeWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProbedRow probed;
    private final Optional<Path> directory;
    private final RunFiles files;

    /**
     * @param directory of the tokenizer that tokens are written out with; their ids where there is
     *     none
     */
    ProbeWriter(ProbedRow probed, Optional<Path> directory, RunFiles files) {
        this.probed = probed;
        this.directory = directory.filter(d -> Files.exists(d.resolve("tokenizer.json")));
        this.files = files;
    }

    /** Writes which tokens they are, and what each is there for where that is known. */
    void begin() {
        ObjectNode head = JSON.createObjectNode();
        int[] ids = probed.row().inputIds();
        boolean[] trained = probed.row().trained();
        head.set("ids", JSON.valueToTree(ids));
        head.set("tokens", tokens(ids));
        head.set("trained", JSON.valueToTree(trained));
        if (!probed.kinds().isEmpty()) {
            ArrayNode kinds = head.putArray("kinds");
            probed.kinds().stream().map(TokenKind::displayed).forEach(kinds::add);
        }
        files.probe(head);
    }

    private ArrayNode tokens(int[] ids) {
        ArrayNode tokens = JSON.createArrayNode();
        if (directory.isEmpty()) {
            for (int id : ids) {
                tokens.add(Integer.toString(id));
            }
            return tokens;
        }
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(directory.get())) {
            for (int id : ids) {
                tokens.add(tokenizer.decode(new int[] {id}, false));
            }
        }
        return tokens;
    }

    void write(Event.ProbeScored scored) {
        ObjectNode line = JSON.createObjectNode().put("step", scored.step());
        ArrayNode nll = line.putArray("nll");
        for (double value : scored.nll()) {
            if (Double.isFinite(value)) {
                nll.add(value);
            } else {
                nll.addNull();
            }
        }
        files.probe(line);
    }
}
