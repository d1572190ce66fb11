package org.sftworkbench.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.RowContent;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.disk.Sha256;

/** Tells whether a row says what it said when it was edited, without keeping that. */
public final class RowFingerprint {
    /** Of a row that cannot be read any more; such a row is no other's like. */
    private static final String UNREADABLE = "unreadable";

    /** A draft may hold half a character; the order of keys is not what a row says. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private RowFingerprint() {}

    /** Looks at the disk where the row is not at hand. */
    public static String of(DataRow row) {
        try {
            return of(row.content());
        } catch (DataException e) {
            return UNREADABLE;
        }
    }

    /** SHA-256 of what a row says, in hexadecimal. */
    static String of(RowContent content) {
        Map<String, Object> says = new LinkedHashMap<>();
        says.put("kind", content.kind());
        if (content instanceof RowContent.Chat chat) {
            says.put(
                    "messages",
                    chat.conversation().messages().stream().map(Message::fields).toList());
            says.put("tools", chat.conversation().tools().orElse(null));
            says.put("variables", chat.conversation().variables());
        } else if (content instanceof RowContent.PlainText plain) {
            says.put("text", plain.text());
        }
        try {
            return Sha256.of(JSON.writeValueAsString(says));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a JSON-like value", e);
        }
    }
}
