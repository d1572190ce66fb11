package org.sftworkbench.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.disk.Sha256;

/**
 * SHA-256 over rows as they are trained on, in their order: two runs with the same one see the same
 * tokens, and the same of them count.
 *
 * <p>Of each row the number of tokens and then each token as {@code id << 1 | counts}, all as
 * little-endian 64-bit numbers.
 */
final class RowFingerprint {
    private RowFingerprint() {}

    static String of(List<LabelledExample> rows) {
        MessageDigest digest = Sha256.digest();
        for (LabelledExample row : rows) {
            int[] ids = row.inputIds();
            boolean[] trained = row.trained();
            ByteBuffer bytes =
                    ByteBuffer.allocate(Long.BYTES * (ids.length + 1))
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(ids.length);
            for (int t = 0; t < ids.length; t++) {
                bytes.putLong((long) ids[t] << 1 | (trained[t] ? 1 : 0));
            }
            digest.update(bytes.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
