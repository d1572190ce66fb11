package org.sftworkbench.check;

import java.util.List;
import java.util.Map;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;

/** A template that cannot be read, or that refuses a row. */
final class TemplateError {
    private static final String NAME = Checker.TEMPLATE_ERROR;

    private TemplateError() {}

    /** A template that does not parse. */
    static Finding unreadable(TemplateException e) {
        return new Finding(
                Severity.ERROR,
                NAME,
                "the chat template cannot be read: " + e.getMessage(),
                "mend the template there; no row can be rendered before that",
                Place.SETUP.atTemplate(e.position()));
    }

    /** A template that does not go with the tokenizer or the mask policy. */
    static Finding unusable(DataException e) {
        return new Finding(
                Severity.ERROR,
                NAME,
                e.getMessage(),
                "choose a template and a mask policy that go together",
                Place.SETUP);
    }

    /** A row that the template raises an error on. */
    static Finding raised(TemplateException e, DataRow row, Place place) {
        return new Finding(
                Severity.ERROR,
                NAME,
                "the chat template refuses the row at its " + e.getMessage(),
                row.chat().filter(TemplateError::offersBareFunctions).isPresent()
                        ? "change the row to what the template takes (roles, their order, content"
                                + " as text or as a list, tools: these are bare functions, where"
                                + " most templates read \"type\" and \"function\" of each), or"
                                + " choose another template"
                        : "change the row to what the template takes (roles, their order, content"
                                + " as text or as a list), or choose another template",
                place.atTemplate(e.position()));
    }

    private static boolean offersBareFunctions(Conversation row) {
        return row.tools().stream()
                .flatMap(List::stream)
                .anyMatch(
                        tool ->
                                tool instanceof Map<?, ?> fields
                                        && fields.containsKey("name")
                                        && !fields.containsKey("function"));
    }
}
