package org.sftworkbench.template.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** The methods of Python's {@code str}. */
final class TextMethods {
    /** What a method does with its text and arguments. */
    private interface Method {
        Value call(Text self, Arguments arguments);
    }

    private static final Set<String> NAMED_ARGUMENTS =
            Set.of("format", "split", "rsplit", "splitlines", "expandtabs");
    private static final Set<String> WITHOUT_ARGUMENTS =
            Set.of("upper", "lower", "casefold", "capitalize", "swapcase", "title");

    private final Map<String, Method> methods = new HashMap<>();
    private final Budget budget;
    private final Pieces pieces;
    private final Casing casing;
    private final Padding padding;

    TextMethods(Budget budget, Printer printer, Attributes attributes) {
        this.budget = budget;
        this.pieces = new Pieces(budget);
        this.casing = new Casing(budget);
        this.padding = new Padding(budget);
        BraceFormat brace = new BraceFormat(budget, printer, attributes);
        methods.put("format", brace::format);
        methods.put("format_map", (self, a) -> brace.format(self, mapping(a)));
        Translation translation = new Translation(budget, printer);
        methods.put("translate", translation::translate);
        methods.put("maketrans", (self, a) -> translation.table(a));
        methods.put("encode", (self, a) -> noBytes());
        addCutting();
        addCase();
        addSearching();
        addPadding();
        addTests();
    }

    /** A method bound to its text, or null where {@code str} has none of that name. */
    Function method(Text self, String name) {
        Method method = methods.get(name);
        return method == null
                ? null
                : new Function(
                        name,
                        "<built-in method " + name + " of str object>",
                        arguments -> {
                            budget.reading(self);
                            arguments.positional().forEach(this::read);
                            check(name, arguments);
                            return method.call(self, arguments);
                        });
    }

    private void read(Value argument) {
        if (argument instanceof Text text) {
            budget.reading(text);
        }
    }

    private static void check(String name, Arguments arguments) {
        if (!arguments.named().isEmpty() && !NAMED_ARGUMENTS.contains(name)) {
            throw new EvaluationException("str." + name + "() takes no keyword arguments");
        }
        if (WITHOUT_ARGUMENTS.contains(name) || name.startsWith("is")) {
            arguments.bind("str." + name, 0);
        }
    }

    private static Arguments mapping(Arguments arguments) {
        Value only = arguments.bind("format_map", 1, "mapping").get(0);
        if (!(only instanceof Dict dict)) {
            throw new EvaluationException("format_map() wants a mapping");
        }
        Map<String, Value> named = new HashMap<>();
        for (Dict.Entry entry : dict.entries()) {
            if (entry.key() instanceof Text key) {
                named.put(key.string(), entry.value());
            }
        }
        return new Arguments(List.of(), named);
    }

    private static Value noBytes() {
        throw new EvaluationException(
                "encode() gives bytes, which templates cannot use here; leave it out");
    }

    private void addCutting() {
        methods.put("strip", (self, a) -> strip(self, a, "strip", true, true));
        methods.put("lstrip", (self, a) -> strip(self, a, "lstrip", true, false));
        methods.put("rstrip", (self, a) -> strip(self, a, "rstrip", false, true));
        methods.put("split", (self, a) -> split(self, a, true));
        methods.put("rsplit", (self, a) -> split(self, a, false));
        methods.put("splitlines", this::splitLines);
        methods.put("partition", (self, a) -> partition(self, a, true));
        methods.put("rpartition", (self, a) -> partition(self, a, false));
        methods.put("replace", this::replace);
        methods.put("join", this::join);
        methods.put("removeprefix", this::removePrefix);
        methods.put("removesuffix", this::removeSuffix);
    }

    private Value strip(Text self, Arguments a, String name, boolean left, boolean right) {
        Bound bound = a.bind(name, 0, "chars");
        boolean space = bound.get(0, None.NONE) == None.NONE;
        return pieces.strip(self, space ? null : bound.text(0).string(), left, right);
    }

    private Value split(Text self, Arguments a, boolean left) {
        Bound bound = a.bind(left ? "split" : "rsplit", 0, "sep", "maxsplit");
        boolean space = bound.get(0, None.NONE) == None.NONE;
        String separator = space ? null : bound.text(0).string();
        long most = bound.number(1, -1);
        return new ListValue(
                left
                        ? pieces.split(self, separator, most)
                        : pieces.splitFromRight(self, separator, most));
    }

    private Value splitLines(Text self, Arguments a) {
        return new ListValue(pieces.lines(self, a.bind("splitlines", 0, "keepends").truth(0)));
    }

    private Value partition(Text self, Arguments a, boolean first) {
        Text separator = a.bind("partition", 1, "sep").text(0);
        if (separator.isEmpty()) {
            throw new EvaluationException("empty separator");
        }
        int at =
                first
                        ? new TextSearch(budget).first(self.string(), separator.string(), 0)
                        : new TextSearch(budget).last(self.string(), separator.string());
        if (at < 0) {
            Text none = Text.EMPTY.asMarkup(self.markup());
            return first ? TupleValue.of(self, none, none) : TupleValue.of(none, none, self);
        }
        int end = at + separator.length();
        return TupleValue.of(
                self.slice(0, at), self.slice(at, end), self.slice(end, self.length()));
    }

    private Value replace(Text self, Arguments a) {
        Bound bound = a.bind("replace", 2, "old", "new", "count");
        return pieces.replace(self, bound.text(0), bound.text(1), bound.number(2, -1));
    }

    private Value join(Text self, Arguments a) {
        List<Text> parts = new ArrayList<>();
        for (Value part : new Iteration(budget).list(a.bind("join", 1, "iterable").get(0))) {
            if (!(part instanceof Text text)) {
                throw new EvaluationException(
                        "sequence item "
                                + parts.size()
                                + ": expected str instance, "
                                + part.typeName()
                                + " found");
            }
            parts.add(text);
        }
        return pieces.join(self, parts);
    }

    private Value removePrefix(Text self, Arguments a) {
        String prefix = a.bind("removeprefix", 1, "prefix").text(0).string();
        boolean there = self.string().startsWith(prefix);
        return there ? self.slice(prefix.length(), self.length()) : self;
    }

    private Value removeSuffix(Text self, Arguments a) {
        String suffix = a.bind("removesuffix", 1, "suffix").text(0).string();
        boolean there = self.string().endsWith(suffix);
        return there ? self.slice(0, self.length() - suffix.length()) : self;
    }

    private void addCase() {
        methods.put("upper", (self, a) -> casing.upper(self));
        methods.put("lower", (self, a) -> casing.lower(self));
        methods.put("casefold", (self, a) -> casing.folded(self));
        methods.put("capitalize", (self, a) -> casing.capitalize(self));
        methods.put("swapcase", (self, a) -> casing.swapCase(self));
        methods.put("title", (self, a) -> casing.title(self));
    }

    private void addSearching() {
        methods.put("startswith", (self, a) -> affix(self, a, "startswith"));
        methods.put("endswith", (self, a) -> affix(self, a, "endswith"));
        methods.put("find", (self, a) -> find(self, a, "find"));
        methods.put("index", (self, a) -> find(self, a, "index"));
        methods.put("rfind", (self, a) -> find(self, a, "rfind"));
        methods.put("rindex", (self, a) -> find(self, a, "rindex"));
        methods.put("count", this::count);
    }

    private Value affix(Text self, Arguments a, String name) {
        Bound bound = a.bind(name, 1, "affix", "start", "end");
        Text within = part(self, bound);
        if (within == null) {
            return Bool.FALSE;
        }
        List<Value> choices =
                bound.get(0) instanceof TupleValue tuple ? tuple.items() : List.of(bound.text(0));
        for (Value choice : choices) {
            if (!(choice instanceof Text text)) {
                throw new EvaluationException(
                        "tuple for " + name + " must only contain str, not " + choice.typeName());
            }
            boolean there =
                    name.equals("startswith")
                            ? within.string().startsWith(text.string())
                            : within.string().endsWith(text.string());
            if (there) {
                return Bool.TRUE;
            }
        }
        return Bool.FALSE;
    }

    private Value find(Text self, Arguments a, String name) {
        Bound bound = a.bind(name, 1, "sub", "start", "end");
        String wanted = bound.text(0).string();
        Text within = part(self, bound);
        int at = -1;
        if (within != null) {
            at =
                    name.startsWith("r")
                            ? new TextSearch(budget).last(within.string(), wanted)
                            : new TextSearch(budget).first(within.string(), wanted, 0);
        }
        if (at < 0) {
            if (name.endsWith("index")) {
                throw new EvaluationException("substring not found");
            }
            return Int.of(-1);
        }
        long before = position(bound.get(1), self, 0);
        return Int.of(before + within.string().codePointCount(0, at));
    }

    private Value count(Text self, Arguments a) {
        Bound bound = a.bind("count", 1, "sub", "start", "end");
        String wanted = bound.text(0).string();
        Text within = part(self, bound);
        if (within == null) {
            return Int.of(0);
        }
        if (wanted.isEmpty()) {
            return Int.of(within.string().codePointCount(0, within.length()) + 1L);
        }
        long count = 0;
        for (int at = new TextSearch(budget).first(within.string(), wanted, 0); at >= 0; count++) {
            at = new TextSearch(budget).first(within.string(), wanted, at + wanted.length());
        }
        return Int.of(count);
    }

    /**
     * The part a search is limited to by its second and third argument; null where inverted, and
     * where it begins beyond the end, so that not even an empty text is there.
     */
    private static Text part(Text self, Bound bound) {
        if (!bound.has(1) && !bound.has(2)) {
            return self;
        }
        int size = self.string().codePointCount(0, self.length());
        long from = position(bound.get(1), self, 0);
        long to = Math.min(size, position(bound.get(2), self, size));
        if (from > to) {
            return null;
        }
        int start = self.string().offsetByCodePoints(0, (int) from);
        return self.slice(start, self.string().offsetByCodePoints(start, (int) (to - from)));
    }

    /** Counted from the start; a negative one is counted from the end. */
    private static long position(Value value, Text self, int otherwise) {
        if (value == null || value == None.NONE) {
            return otherwise;
        }
        long size = self.string().codePointCount(0, self.length());
        long at = new Bound("find", List.of(value)).number(0);
        return at < 0 ? Math.max(0, at + size) : at;
    }

    private void addPadding() {
        methods.put("ljust", (self, a) -> pad(self, a, "ljust"));
        methods.put("rjust", (self, a) -> pad(self, a, "rjust"));
        methods.put("center", (self, a) -> pad(self, a, "center"));
        methods.put(
                "zfill", (self, a) -> padding.zeros(self, a.bind("zfill", 1, "width").number(0)));
        methods.put("expandtabs", this::expandTabs);
    }

    private Value pad(Text self, Arguments a, String name) {
        Bound bound = a.bind(name, 1, "width", "fillchar");
        String fill = bound.text(1, Text.of(" ")).string();
        if (fill.codePointCount(0, fill.length()) != 1) {
            throw new EvaluationException("The fill character must be exactly one character long");
        }
        return switch (name) {
            case "ljust" -> padding.right(self, bound.number(0), fill);
            case "rjust" -> padding.left(self, bound.number(0), fill);
            default -> padding.center(self, bound.number(0), fill);
        };
    }

    private Value expandTabs(Text self, Arguments a) {
        long size = a.bind("expandtabs", 0, "tabsize").number(0, 8);
        TextBuilder out = new TextBuilder(budget);
        int column = 0;
        for (int i = 0; i < self.length(); i++) {
            char c = self.string().charAt(i);
            if (c == '\t') {
                long spaces = size <= 0 ? 0 : size - column % size;
                budget.copying(spaces);
                out.append(" ".repeat((int) spaces));
                column += (int) spaces;
            } else {
                out.append(self.slice(i, i + 1));
                column =
                        c == '\n' || c == '\r'
                                ? 0
                                : Character.isLowSurrogate(c) ? column : column + 1;
            }
        }
        return out.toText();
    }

    private void addTests() {
        test("isspace", c -> c <= 0xffff && PythonSpace.isSpace((char) c));
        test("isalpha", Character::isLetter);
        test("isdigit", Numerals::isDigit);
        test("isdecimal", Character::isDigit);
        test("isnumeric", Numerals::isNumeric);
        test("isalnum", c -> Character.isLetter(c) || Numerals.isNumeric(c));
        methods.put(
                "isascii",
                (self, a) -> Bool.of(self.string().codePoints().allMatch(c -> c < 0x80)));
        methods.put(
                "isprintable",
                (self, a) -> Bool.of(self.string().codePoints().allMatch(Quoting::isPrintable)));
        methods.put("isidentifier", (self, a) -> Bool.of(Quoting.isIdentifier(self.string())));
        methods.put("isupper", (self, a) -> Bool.of(Casing.isUpper(self.string())));
        methods.put("islower", (self, a) -> Bool.of(Casing.isLower(self.string())));
        methods.put("istitle", (self, a) -> Bool.of(Casing.isTitle(self.string())));
    }

    private void test(String name, IntPredicate each) {
        methods.put(
                name,
                (self, a) -> Bool.of(!self.isEmpty() && self.string().codePoints().allMatch(each)));
    }
}
