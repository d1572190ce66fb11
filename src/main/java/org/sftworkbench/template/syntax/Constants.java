package org.sftworkbench.template.syntax;

/** Tells which expressions Jinja can work out before rendering: those without names and calls. */
public final class Constants {
    private Constants() {}

    public static boolean isConstant(Expression node) {
        if (node == null || node instanceof Expression.Literal) {
            return true;
        }
        if (node instanceof Expression.Sign sign) {
            return isConstant(sign.operand());
        }
        if (node instanceof Expression.Binary binary) {
            return isConstant(binary.left()) && isConstant(binary.right());
        }
        if (node instanceof Expression.Concat concat) {
            return concat.parts().stream().allMatch(Constants::isConstant);
        }
        if (node instanceof Expression.ListLiteral list) {
            return list.items().stream().allMatch(Constants::isConstant);
        }
        if (node instanceof Expression.TupleLiteral tuple) {
            return tuple.items().stream().allMatch(Constants::isConstant);
        }
        if (node instanceof Expression.DictLiteral dict) {
            return dict.pairs().stream()
                    .allMatch(pair -> isConstant(pair.key()) && isConstant(pair.value()));
        }
        if (node instanceof Expression.Not not) {
            return isConstant(not.operand());
        }
        if (node instanceof Expression.And and) {
            return isConstant(and.left()) && isConstant(and.right());
        }
        if (node instanceof Expression.Or or) {
            return isConstant(or.left()) && isConstant(or.right());
        }
        if (node instanceof Expression.Compare compare) {
            return isConstant(compare.first())
                    && compare.rest().stream().allMatch(next -> isConstant(next.operand()));
        }
        if (node instanceof Expression.Conditional conditional) {
            return conditional.otherwise() != null
                    && isConstant(conditional.test())
                    && isConstant(conditional.then())
                    && isConstant(conditional.otherwise());
        }
        if (node instanceof Expression.TestCall test) {
            return isConstant(test.input()) && areConstant(test.arguments());
        }
        if (node instanceof Expression.Slice slice) {
            return isConstant(slice.target())
                    && isConstant(slice.start())
                    && isConstant(slice.stop())
                    && isConstant(slice.step());
        }
        if (node instanceof Expression.Subscript subscript) {
            return isConstant(subscript.target()) && isConstant(subscript.key());
        }
        if (node instanceof Expression.FilterCall filter) {
            return filter.input() != null
                    && isConstant(filter.input())
                    && areConstant(filter.arguments());
        }
        return false;
    }

    private static boolean areConstant(ArgumentList arguments) {
        return arguments.named().isEmpty()
                && arguments.rest() == null
                && arguments.namedRest() == null
                && arguments.positional().stream().allMatch(Constants::isConstant);
    }
}
