package org.sftworkbench.template.syntax;

import java.util.List;
import java.util.stream.Stream;

/** A node that writes text or changes variables. */
public sealed interface Statement {
    /** Offset in the source. */
    int at();

    <R> R accept(Visitor<R> visitor);

    /** The statements inside, in the order they stand in. */
    default List<List<Statement>> bodies() {
        return List.of();
    }

    /** One case per kind of node. */
    interface Visitor<R> {
        R visit(Data node);

        R visit(Output node);

        R visit(If node);

        R visit(For node);

        R visit(SetValue node);

        R visit(SetBlock node);

        R visit(Macro node);

        R visit(CallBlock node);

        R visit(FilterBlock node);

        R visit(With node);

        R visit(Generation node);

        R visit(Scoped node);

        R visit(Autoescape node);

        R visit(Jump node);

        R visit(Loader node);
    }

    /** Text that stands in the template. */
    record Data(String text, int at) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code {{ expression }}}. */
    record Output(Expression expression, int at) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code if}, {@code elif}, {@code else}. */
    record If(List<Branch> branches, List<Statement> otherwise, int at) implements Statement {
        /** A condition with what it leads to. */
        public record Branch(Expression test, List<Statement> body) {}

        @Override
        public List<List<Statement>> bodies() {
            return Stream.concat(branches.stream().map(Branch::body), Stream.of(otherwise))
                    .toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code for target in items if filter recursive}; filter may be null. */
    record For(
            Target target,
            Expression items,
            Expression filter,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise,
            int at)
            implements Statement {
        @Override
        public List<List<Statement>> bodies() {
            return List.of(body, otherwise);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code set target = value}. */
    record SetValue(Target target, Expression value, int at) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code set target | filter} around a body; filter may be null. */
    record SetBlock(Target target, Expression filter, List<Statement> body, int at)
            implements Statement {
        @Override
        public List<List<Statement>> bodies() {
            return List.of(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code macro name(parameters)}. */
    record Macro(String name, Signature signature, List<Statement> body, int at)
            implements Statement {
        @Override
        public List<List<Statement>> bodies() {
            return List.of(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code call(parameters) callee(arguments)}. */
    record CallBlock(Signature signature, Expression.Call call, List<Statement> body, int at)
            implements Statement {
        @Override
        public List<List<Statement>> bodies() {
            return List.of(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code filter name} around a body. */
    record FilterBlock(Expression filter, List<Statement> body, int at) implements Statement {
        @Override
        public List<List<Statement>> bodies() {
            return List.of(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code with a = 1, b = 2} around a body. */
    record With(List<Assignment> assignments, List<Statement> body, int at) implements Statement {
        /** One of the variables. */
        public record Assignment(Target target, Expression value) {}

        @Override
        public List<List<Statement>> bodies() {
            return List.of(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code generation}: what the assistant is trained to write. Its body is a macro that is
     * called without arguments.
     */
    record Generation(Signature signature, List<Statement> body, int at) implements Statement {
        @Override
        public List<List<Statement>> bodies() {
            return List.of(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * {@code block name}: written in place, since a chat template has no parent.
     *
     * @param seesLoops whether it is {@code scoped}, and so sees the variables of a loop around it
     */
    record Scoped(String name, boolean seesLoops, List<Statement> body, int at)
            implements Statement {
        @Override
        public List<List<Statement>> bodies() {
            return List.of(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code autoescape on}. */
    record Autoescape(Expression on, List<Statement> body, int at) implements Statement {
        @Override
        public List<List<Statement>> bodies() {
            return List.of(body);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code break} or {@code continue}. */
    record Jump(boolean leaves, int at) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code include}, {@code import}, {@code from} or {@code extends}: nothing to load from. */
    record Loader(String keyword, int at) implements Statement {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
