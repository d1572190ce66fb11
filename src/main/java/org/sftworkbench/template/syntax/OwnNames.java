package org.sftworkbench.template.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The names that each block of a template has for its own: those it assigns without having read
 * them before, and which nothing around it mentions. Jinja decides that before it runs anything, so
 * such a name is undefined until it is assigned, also where the template was given a variable of
 * that name, and also for the blocks within. Immutable.
 *
 * <p>After {@code jinja2.idtracking}.
 */
public final class OwnNames {
    private final Map<List<Statement>, Set<String>> byBody = new IdentityHashMap<>();
    private final Set<String> given = new LinkedHashSet<>();

    private OwnNames() {}

    /** Looks through a whole template. */
    public static OwnNames of(List<Statement> template) {
        OwnNames names = new OwnNames();
        names.new Block(null).take(template);
        return names;
    }

    /**
     * Those of one block.
     *
     * @param body its statements, the very list that stands in the template
     */
    public Set<String> in(List<Statement> body) {
        return byBody.getOrDefault(body, Set.of());
    }

    /**
     * The names that the template reads where nothing in it has assigned them before: those of its
     * variables and of the functions there are.
     */
    public Set<String> given() {
        return Collections.unmodifiableSet(given);
    }

    /** A block with variables of its own, while it is looked through. */
    private final class Block {
        private final Block around;

        /** The block itself, of which this may be but one branch. */
        private final Block whole;

        /** The names it mentions, and whether each is its own. */
        private final Map<String, Boolean> mentioned;

        private final Set<String> assigned;
        private final List<Runnable> within = new ArrayList<>();

        Block(Block around) {
            this.around = around;
            this.whole = this;
            this.mentioned = new HashMap<>();
            this.assigned = new HashSet<>();
        }

        private Block(Block whole, Block before) {
            this.around = whole.around;
            this.whole = whole;
            this.mentioned = new HashMap<>(before.mentioned);
            this.assigned = new HashSet<>(before.assigned);
        }

        /** The blocks within come last, as they see all names of this one. */
        void take(List<Statement> body) {
            body.forEach(this::take);
            Set<String> own = new HashSet<>();
            mentioned.forEach(
                    (name, isOwn) -> {
                        if (isOwn) {
                            own.add(name);
                        }
                    });
            if (!own.isEmpty()) {
                byBody.put(body, Set.copyOf(own));
            }
            within.forEach(Runnable::run);
        }

        private void take(Statement node) {
            if (node instanceof Statement.Output output) {
                read(output.expression());
            } else if (node instanceof Statement.If choice) {
                take(choice);
            } else if (node instanceof Statement.For loop) {
                read(loop.items());
                later(loop.body(), block -> block.loop(loop.target()));
                aside(
                        block -> {
                            block.loop(loop.target());
                            block.read(loop.filter());
                        });
                later(loop.otherwise(), block -> {});
            } else if (node instanceof Statement.SetValue set) {
                read(set.value());
                assign(set.target());
            } else if (node instanceof Statement.SetBlock set) {
                assign(set.target());
                later(set.body(), block -> {});
                aside(block -> block.read(set.filter()));
            } else if (node instanceof Statement.Macro macro) {
                assign(macro.name());
                later(macro.body(), block -> block.called(macro.signature()));
            } else if (node instanceof Statement.CallBlock call) {
                read(call.call());
                later(call.body(), block -> block.called(call.signature()));
            } else if (node instanceof Statement.FilterBlock filter) {
                read(filter.filter());
                later(filter.body(), block -> block.read(filter.filter()));
            } else if (node instanceof Statement.With with) {
                with.assignments().forEach(each -> read(each.value()));
                later(
                        with.body(),
                        block ->
                                with.assignments().forEach(each -> block.parameter(each.target())));
            } else if (node instanceof Statement.Generation marked) {
                later(marked.body(), block -> block.called(marked.signature()));
            } else if (node instanceof Statement.Autoescape escape) {
                later(escape.body(), block -> block.read(escape.on()));
            } else if (node instanceof Statement.Scoped scoped) {
                within.add(() -> new Block(null).take(scoped.body()));
            }
        }

        private void later(List<Statement> body, Consumer<Block> beginning) {
            within.add(
                    () -> {
                        Block block = new Block(whole);
                        beginning.accept(block);
                        block.take(body);
                    });
        }

        /** What reads names of this block but has none of its own. */
        private void aside(Consumer<Block> reading) {
            within.add(() -> reading.accept(new Block(whole)));
        }

        /** What only some branches assign is looked up around the block where none of them ran. */
        private void take(Statement.If choice) {
            read(choice.branches().get(0).test());
            List<Block> branches = new ArrayList<>();
            branches.add(branch(choice.branches().get(0).body()));
            Block others = branch(List.of());
            choice.branches()
                    .subList(1, choice.branches().size())
                    .forEach(
                            each ->
                                    others.take(
                                            new Statement.If(
                                                    List.of(each), List.of(), choice.at())));
            branches.add(others);
            branches.add(branch(choice.otherwise()));
            Set<String> before = Set.copyOf(assigned);
            for (Block branch : branches) {
                mentioned.putAll(branch.mentioned);
                assigned.addAll(branch.assigned);
                within.addAll(branch.within);
            }
            for (String name : assigned) {
                if (!before.contains(name)) {
                    mentioned.put(name, false);
                }
            }
        }

        private Block branch(List<Statement> body) {
            Block branch = new Block(whole, this);
            body.forEach(branch::take);
            return branch;
        }

        private void loop(Target target) {
            parameter("loop");
            parameter(target);
        }

        private void called(Signature signature) {
            signature.parameters().forEach(each -> parameter(each.name()));
            signature.parameters().forEach(each -> read(each.defaultValue()));
            if (signature.usesCaller()) {
                parameter("caller");
            }
            if (signature.usesVarargs()) {
                parameter("varargs");
            }
            if (signature.usesKwargs()) {
                parameter("kwargs");
            }
        }

        private void parameter(Target target) {
            if (target instanceof Target.Variable variable) {
                parameter(variable.name());
            } else if (target instanceof Target.Several several) {
                several.targets().forEach(this::parameter);
            }
        }

        private void parameter(String name) {
            assigned.add(name);
            mentioned.put(name, false);
        }

        private void assign(Target target) {
            if (target instanceof Target.Variable variable) {
                assign(variable.name());
            } else if (target instanceof Target.NamespaceAttribute attribute) {
                read(attribute.namespace());
            } else if (target instanceof Target.Several several) {
                several.targets().forEach(this::assign);
            }
        }

        private void assign(String name) {
            assigned.add(name);
            mentioned.putIfAbsent(name, around == null || !around.mentions(name));
        }

        private void read(Expression expression) {
            new NamesRead(this::read).of(expression);
        }

        private void read(String name) {
            if (!mentions(name)) {
                mentioned.put(name, false);
                given.add(name);
            }
        }

        private boolean mentions(String name) {
            return mentioned.containsKey(name) || around != null && around.mentions(name);
        }
    }
}
