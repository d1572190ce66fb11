package org.sftworkbench.template.syntax;

import java.util.List;
import org.sftworkbench.template.value.BinaryOperator;
import org.sftworkbench.template.value.Value;

/** A node of an expression. */
public sealed interface Expression {
    /** Offset in the source. */
    int at();

    <R> R accept(Visitor<R> visitor);

    /** One case per kind of node. */
    interface Visitor<R> {
        R visit(Literal node);

        R visit(Name node);

        R visit(ListLiteral node);

        R visit(TupleLiteral node);

        R visit(DictLiteral node);

        R visit(Attribute node);

        R visit(Subscript node);

        R visit(Slice node);

        R visit(Call node);

        R visit(FilterCall node);

        R visit(TestCall node);

        R visit(Not node);

        R visit(Sign node);

        R visit(Binary node);

        R visit(Concat node);

        R visit(Compare node);

        R visit(And node);

        R visit(Or node);

        R visit(Conditional node);
    }

    /** A constant. */
    record Literal(Value value, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A variable. */
    record Name(String name, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code [a, b]}. */
    record ListLiteral(List<Expression> items, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code (a, b)}. */
    record TupleLiteral(List<Expression> items, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code {key: value}}. */
    record DictLiteral(List<Pair> pairs, int at) implements Expression {
        /** One key with its value. */
        public record Pair(Expression key, Expression value) {}

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code target.name}. */
    record Attribute(Expression target, String name, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code target[key]}. */
    record Subscript(Expression target, Expression key, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code target[start:stop:step]}; what is left out is null. */
    record Slice(Expression target, Expression start, Expression stop, Expression step, int at)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code callee(arguments)}. */
    record Call(Expression callee, ArgumentList arguments, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code input|name(arguments)}; input is null for the block a filter block captures. */
    record FilterCall(Expression input, String name, ArgumentList arguments, int at)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code input is name(arguments)}. */
    record TestCall(Expression input, String name, ArgumentList arguments, int at)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code not operand}. */
    record Not(Expression operand, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code -operand} or {@code +operand}. */
    record Sign(boolean negative, Expression operand, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code left + right} and the like. */
    record Binary(BinaryOperator operator, Expression left, Expression right, int at)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code a ~ b ~ c}. */
    record Concat(List<Expression> parts, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code first < a <= b}: a chain, each operand evaluated once. */
    record Compare(Expression first, List<Operand> rest, int at) implements Expression {
        /**
         * A comparison with what stands left of it.
         *
         * @param operator {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=},
         *     {@code in} or {@code not in}
         */
        public record Operand(String operator, Expression operand) {}

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code left and right}. */
    record And(Expression left, Expression right, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code left or right}. */
    record Or(Expression left, Expression right, int at) implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code then if test else otherwise}; otherwise may be null. */
    record Conditional(Expression test, Expression then, Expression otherwise, int at)
            implements Expression {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
