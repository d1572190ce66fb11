package org.sftworkbench.template.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the part of a template that {@code add_generation_prompt} alone lets it write, where that
 * part is the same whatever the messages are, so that it need not be rendered for each turn of a
 * conversation anew.
 *
 * <p>It is sure only of what most templates do: the variable is named nowhere, so that it lets
 * nothing be written; or once, in a condition at the template's end or at the end of its last loop
 * over the messages, and what the condition guards looks at no variable but those the template is
 * given.
 */
public final class PromptPart {
    private static final String NAME = "add_generation_prompt";
    private static final Pattern NAMED = Pattern.compile("\\b" + NAME + "\\b");
    private static final Set<String> OF_THE_ROW = Set.of("messages", "tools", "documents", "loop");
    private static final Set<String> PURE_FILTERS = Set.of("trim", "string", "lower", "upper");

    private final Set<String> assigned = new HashSet<>();
    private boolean sure = true;
    private boolean jumps;

    /**
     * @param statements what to render, with {@code add_generation_prompt}, for the part's text
     * @param needsMessages whether it is not written where there are no messages at all
     */
    public record Found(List<Statement> statements, boolean needsMessages) {}

    private PromptPart() {}

    /** The part, or empty where it is not sure. */
    public static Optional<Found> of(String source, List<Statement> template) {
        long named = NAMED.matcher(source).results().count();
        if (named == 0) {
            return Optional.of(new Found(List.of(), false));
        }
        if (named > 1) {
            return Optional.empty();
        }
        PromptPart part = new PromptPart();
        part.collect(template);
        Statement last = lastWriting(template);
        if (!part.sure || last == null) {
            return Optional.empty();
        }
        if (!(last instanceof Statement.For loop)) {
            return part.guarded(last, false);
        }
        boolean plain =
                loop.items() instanceof Expression.Name items
                        && items.name().equals("messages")
                        && !part.assigned.contains("messages")
                        && loop.filter() == null
                        && !loop.recursive()
                        && loop.otherwise().isEmpty()
                        && !part.jumps;
        Statement inLoop = plain ? lastWriting(loop.body()) : null;
        return inLoop == null ? Optional.empty() : part.guarded(inLoop, true);
    }

    /** The last statement, where those after it write nothing. */
    private static Statement lastWriting(List<Statement> body) {
        for (int i = body.size() - 1; i >= 0; i--) {
            boolean silent =
                    body.get(i) instanceof Statement.SetValue
                            || body.get(i) instanceof Statement.SetBlock
                            || body.get(i) instanceof Statement.Macro;
            if (!silent) {
                return body.get(i);
            }
        }
        return null;
    }

    private Optional<Found> guarded(Statement statement, boolean inLoop) {
        if (statement instanceof Statement.If node) {
            Statement.If.Branch first = node.branches().get(0);
            if (opens(first.test(), inLoop) && first.body().stream().allMatch(this::constant)) {
                return Optional.of(new Found(first.body(), inLoop));
            }
        }
        // {{ '…' if add_generation_prompt else eos_token }}
        if (!inLoop
                && statement instanceof Statement.Output output
                && output.expression() instanceof Expression.Conditional choice
                && opens(choice.test(), false)
                && constant(choice.then())) {
            List<Statement> then = List.of(new Statement.Output(choice.then(), output.at()));
            return Optional.of(new Found(then, false));
        }
        return Optional.empty();
    }

    /** Whether a test is the variable itself; in a loop with {@code loop.last} beside it. */
    private static boolean opens(Expression test, boolean inLoop) {
        if (!inLoop) {
            return isVariable(test);
        }
        return test instanceof Expression.And both
                && (isLast(both.left()) && isVariable(both.right())
                        || isVariable(both.left()) && isLast(both.right()));
    }

    private static boolean isVariable(Expression node) {
        return node instanceof Expression.Name name && name.name().equals(NAME);
    }

    private static boolean isLast(Expression node) {
        return node instanceof Expression.Attribute attribute
                && attribute.name().equals("last")
                && attribute.target() instanceof Expression.Name loop
                && loop.name().equals("loop");
    }

    private boolean constant(Statement statement) {
        if (statement instanceof Statement.Data) {
            return true;
        }
        if (statement instanceof Statement.Output output) {
            return constant(output.expression());
        }
        if (statement instanceof Statement.If node) {
            return node.branches().stream()
                            .allMatch(
                                    branch ->
                                            constant(branch.test())
                                                    && branch.body().stream()
                                                            .allMatch(this::constant))
                    && node.otherwise().stream().allMatch(this::constant);
        }
        return statement instanceof Statement.Generation marked
                && marked.body().stream().allMatch(this::constant);
    }

    private boolean constant(Expression node) {
        if (node instanceof Expression.Name name) {
            return !assigned.contains(name.name()) && !OF_THE_ROW.contains(name.name());
        }
        if (node instanceof Expression.TestCall test) {
            return test.arguments().equals(ArgumentList.EMPTY) && constant(test.input());
        }
        if (node instanceof Expression.FilterCall filter) {
            return PURE_FILTERS.contains(filter.name())
                    && filter.arguments().equals(ArgumentList.EMPTY)
                    && constant(filter.input());
        }
        if (node instanceof Expression.And and) {
            return constant(and.left()) && constant(and.right());
        }
        if (node instanceof Expression.Or or) {
            return constant(or.left()) && constant(or.right());
        }
        if (node instanceof Expression.Not not) {
            return constant(not.operand());
        }
        if (node instanceof Expression.Binary binary) {
            return constant(binary.left()) && constant(binary.right());
        }
        if (node instanceof Expression.Concat concat) {
            return concat.parts().stream().allMatch(this::constant);
        }
        if (node instanceof Expression.Compare compare) {
            return constant(compare.first())
                    && compare.rest().stream().allMatch(each -> constant(each.operand()));
        }
        if (node instanceof Expression.Conditional choice) {
            return constant(choice.test())
                    && constant(choice.then())
                    && (choice.otherwise() == null || constant(choice.otherwise()));
        }
        return node instanceof Expression.Literal;
    }

    /** Every variable that the template itself sets. */
    private void collect(List<Statement> body) {
        for (Statement node : body) {
            if (node instanceof Statement.If choice) {
                choice.branches().forEach(branch -> collect(branch.body()));
                collect(choice.otherwise());
            } else if (node instanceof Statement.For loop) {
                collect(loop.target());
                collect(loop.body());
                collect(loop.otherwise());
            } else if (node instanceof Statement.SetValue set) {
                collect(set.target());
            } else if (node instanceof Statement.SetBlock set) {
                collect(set.target());
                collect(set.body());
            } else if (node instanceof Statement.Macro macro) {
                assigned.add(macro.name());
                collect(macro.body());
            } else if (node instanceof Statement.With with) {
                with.assignments().forEach(each -> collect(each.target()));
                collect(with.body());
            } else if (node instanceof Statement.Generation marked) {
                collect(marked.body());
            } else if (node instanceof Statement.Jump) {
                jumps = true;
            } else if (!(node instanceof Statement.Data || node instanceof Statement.Output)) {
                sure = false;
            }
        }
    }

    private void collect(Target target) {
        if (target instanceof Target.Variable variable) {
            assigned.add(variable.name());
        } else if (target instanceof Target.NamespaceAttribute attribute) {
            assigned.add(attribute.namespace());
        } else if (target instanceof Target.Several several) {
            several.targets().forEach(this::collect);
        }
    }
}
