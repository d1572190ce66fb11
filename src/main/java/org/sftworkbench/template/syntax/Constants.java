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
                    && filter.arguments().named().isEmpty()
                    && filter.arguments().rest() == null
                    && filter.arguments().namedRest() == null
                    && filter.arguments().positional().stream().allMatch(Constants::isConstant);
        }
        return false;
    }
}
