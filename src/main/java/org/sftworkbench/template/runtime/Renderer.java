package org.sftworkbench.template.runtime;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.sftworkbench.template.syntax.KnownNames;
import org.sftworkbench.template.syntax.OwnNames;
import org.sftworkbench.template.syntax.Statement;
import org.sftworkbench.template.value.Budget;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.InputReader;
import org.sftworkbench.template.value.Limits;
import org.sftworkbench.template.value.OwnBlocks;
import org.sftworkbench.template.value.Value;

/** Runs a template once. */
public final class Renderer {
    private static final String SELF = "self";

    private final Limits limits;
    private final Clock clock;
    private final Authors authors;

    public Renderer(Limits limits, Clock clock, Authors authors) {
        this.limits = limits;
        this.clock = clock;
        this.authors = authors;
    }

    /** The filters and tests that templates may use. */
    public static KnownNames knownNames() {
        Python python = Python.on(new Budget(Limits.STANDARD));
        Tests tests = new Tests(python);
        Filters filters = new Filters(python, tests);
        tests.know(filters::names);
        return new KnownNames(filters.names(), tests.names());
    }

    /** The names of what every template is given, whatever its variables. */
    public static Set<String> givenNames() {
        Set<String> names = new HashSet<>(functions().keySet());
        names.add(SELF);
        return names;
    }

    private static Map<String, Value> functions() {
        return new Globals(Python.on(new Budget(Limits.STANDARD)), Clock.systemUTC()).all();
    }

    /**
     * Runs a template.
     *
     * @param names those of its blocks
     * @param inputs gives the variables the template starts with, by name
     * @throws RenderException where the template raises or passes a limit
     */
    public Rendered render(
            List<Statement> template,
            OwnNames names,
            Function<InputReader, Map<String, Value>> inputs) {
        Budget budget = new Budget(limits);
        Python python = Python.on(budget);
        RenderState state = new RenderState(budget, authors, names.in(template));
        Tests tests = new Tests(python);
        Filters filters = new Filters(python, tests);
        tests.know(filters::names);
        Evaluator evaluator = new Evaluator(state, python, filters, tests);
        try {
            new Globals(python, clock).all().forEach(state.given()::set);
            inputs.apply(new InputReader(budget)).forEach(state.given()::set);
            Interpreter interpreter = new Interpreter(state, python, evaluator, names);
            state.given().set(SELF, new OwnBlocks(() -> interpreter.ownBlocks(template)));
            interpreter.run(template);
            return state.result();
        } catch (EvaluationException e) {
            throw new RenderException(e.getMessage(), 0);
        }
    }
}
