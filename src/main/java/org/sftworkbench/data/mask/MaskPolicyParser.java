package org.sftworkbench.data.mask;

import org.sftworkbench.data.fault.DataException;

/** Reads a mask policy as it is written on the command line: a name, then options after commas. */
final class MaskPolicyParser {
    private static final String FROM_LAST = "from-last:";
    private static final String AFTER = "after:";

    private final String text;

    MaskPolicyParser(String text) {
        this.text = text;
    }

    /**
     * @throws DataException where there is no such policy; lists those there are
     */
    MaskPolicy policy() {
        if (text.startsWith(FROM_LAST) && text.length() > FROM_LAST.length()) {
            return new MaskPolicy.FromLast(text.substring(FROM_LAST.length()));
        }
        // Options are read from the end, so that a marker may hold commas.
        String name = text;
        MaskOptions options = MaskOptions.STANDARD;
        int start = text.startsWith(AFTER) ? AFTER.length() : 0;
        for (int comma = name.lastIndexOf(','); comma > start; comma = name.lastIndexOf(',')) {
            MaskOptions more = options.with(name.substring(comma + 1).strip());
            if (more == null) {
                break;
            }
            options = more;
            name = name.substring(0, comma);
        }
        if (name.startsWith(AFTER) && name.length() > AFTER.length()) {
            return new MaskPolicy.After(name.substring(AFTER.length()), options);
        }
        return named(name, options);
    }

    private MaskPolicy named(String name, MaskOptions options) {
        boolean plain = options.equals(MaskOptions.STANDARD);
        return switch (name) {
            case "assistant" -> new MaskPolicy.Assistant(options);
            case "last-assistant" -> new MaskPolicy.LastAssistant(options);
            case "completion" -> new MaskPolicy.Completion(options);
            case "all" -> without(plain, new MaskPolicy.All());
            case "generation" -> without(plain, new MaskPolicy.Generation());
            case "generation,completion" -> without(plain, new MaskPolicy.Generation(true));
            case "role-marks" -> without(plain, new MaskPolicy.RoleMarks());
            default ->
                    throw new DataException(
                            "there is no mask policy \""
                                    + text
                                    + "\"; choose one of "
                                    + MaskPolicy.CHOICES);
        };
    }

    private MaskPolicy without(boolean plain, MaskPolicy policy) {
        if (!plain) {
            throw new DataException(
                    "the mask policy "
                            + policy.text()
                            + " takes no options, but is written \""
                            + text
                            + "\"");
        }
        return policy;
    }
}
