package org.sftworkbench.template.runtime;

import org.sftworkbench.template.value.Attributes;
import org.sftworkbench.template.value.Budget;
import org.sftworkbench.template.value.Casing;
import org.sftworkbench.template.value.Equality;
import org.sftworkbench.template.value.Iteration;
import org.sftworkbench.template.value.Operators;
import org.sftworkbench.template.value.Pieces;
import org.sftworkbench.template.value.Printer;
import org.sftworkbench.template.value.Sequences;

/** Python's operations on values, all drawing on the budget of one rendering. */
record Python(
        Budget budget,
        Printer printer,
        Equality equality,
        Iteration iteration,
        Operators operators,
        Sequences sequences,
        Attributes attributes,
        Pieces pieces,
        Casing casing) {
    static Python on(Budget budget) {
        Printer printer = new Printer(budget);
        Equality equality = new Equality(budget);
        return new Python(
                budget,
                printer,
                equality,
                new Iteration(budget),
                new Operators(budget, printer),
                new Sequences(budget),
                new Attributes(budget, equality, printer),
                new Pieces(budget),
                new Casing(budget));
    }
}
