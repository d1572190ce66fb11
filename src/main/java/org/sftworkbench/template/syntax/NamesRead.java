package org.sftworkbench.template.syntax;

import java.util.List;
import java.util.function.Consumer;

/** Tells the names that an expression reads, in no particular order. */
final class NamesRead implements Expression.Visitor<Void> {
    private final Consumer<String> reader;

    /**
     * @param reader hears of each name, once for each time it is read
     */
    NamesRead(Consumer<String> reader) {
        this.reader = reader;
    }

    /** Looks through an expression; null for none. */
    void of(Expression node) {
        if (node != null) {
            node.accept(this);
        }
    }

    private Void all(List<Expression> nodes) {
        nodes.forEach(this::of);
        return null;
    }

    private Void both(Expression one, Expression other) {
        of(one);
        of(other);
        return null;
    }

    private Void all(ArgumentList arguments) {
        all(arguments.positional());
        arguments.named().forEach(argument -> of(argument.value()));
        return both(arguments.rest(), arguments.namedRest());
    }

    @Override
    public Void visit(Expression.Literal node) {
        return null;
    }

    @Override
    public Void visit(Expression.Name node) {
        reader.accept(node.name());
        return null;
    }

    @Override
    public Void visit(Expression.ListLiteral node) {
        return all(node.items());
    }

    @Override
    public Void visit(Expression.TupleLiteral node) {
        return all(node.items());
    }

    @Override
    public Void visit(Expression.DictLiteral node) {
        node.pairs().forEach(pair -> both(pair.key(), pair.value()));
        return null;
    }

    @Override
    public Void visit(Expression.Attribute node) {
        of(node.target());
        return null;
    }

    @Override
    public Void visit(Expression.Subscript node) {
        return both(node.target(), node.key());
    }

    @Override
    public Void visit(Expression.Slice node) {
        both(node.target(), node.start());
        return both(node.stop(), node.step());
    }

    @Override
    public Void visit(Expression.Call node) {
        of(node.callee());
        return all(node.arguments());
    }

    @Override
    public Void visit(Expression.FilterCall node) {
        of(node.input());
        return all(node.arguments());
    }

    @Override
    public Void visit(Expression.TestCall node) {
        of(node.input());
        return all(node.arguments());
    }

    @Override
    public Void visit(Expression.Not node) {
        of(node.operand());
        return null;
    }

    @Override
    public Void visit(Expression.Sign node) {
        of(node.operand());
        return null;
    }

    @Override
    public Void visit(Expression.Binary node) {
        return both(node.left(), node.right());
    }

    @Override
    public Void visit(Expression.Concat node) {
        return all(node.parts());
    }

    @Override
    public Void visit(Expression.Compare node) {
        of(node.first());
        node.rest().forEach(operand -> of(operand.operand()));
        return null;
    }

    @Override
    public Void visit(Expression.And node) {
        return both(node.left(), node.right());
    }

    @Override
    public Void visit(Expression.Or node) {
        return both(node.left(), node.right());
    }

    @Override
    public Void visit(Expression.Conditional node) {
        both(node.test(), node.then());
        of(node.otherwise());
        return null;
    }
}
