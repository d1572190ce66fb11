package org.sftworkbench.template.runtime;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.sftworkbench.template.syntax.OwnNames;
import org.sftworkbench.template.syntax.Statement;
import org.sftworkbench.template.syntax.Target;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.Function;
import org.sftworkbench.template.value.HtmlEscape;
import org.sftworkbench.template.value.IteratorValue;
import org.sftworkbench.template.value.Loop;
import org.sftworkbench.template.value.Namespace;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.Value;

/** Runs statements. Used by the rendering thread only. */
final class Interpreter implements Statement.Visitor<Interpreter.Flow> {
    /** How a loop goes on after a statement. */
    enum Flow {
        NEXT,
        CONTINUE,
        BREAK
    }

    private final RenderState state;
    private final Python python;
    private final Evaluator evaluator;
    private final OwnNames names;
    private final Macros macros;

    Interpreter(RenderState state, Python python, Evaluator evaluator, OwnNames names) {
        this.state = state;
        this.python = python;
        this.evaluator = evaluator;
        this.names = names;
        this.macros = new Macros(state, evaluator, names, this::run);
    }

    /** The template's blocks, each to be written once more in a place that calls it. */
    Map<String, Value> ownBlocks(List<Statement> template) {
        Map<String, Value> functions = new HashMap<>();
        Blocks.of(template)
                .byName()
                .forEach(
                        (name, block) ->
                                functions.put(
                                        name,
                                        new Function(name, arguments -> again(block, arguments))));
        return functions;
    }

    private Value again(Statement.Scoped block, Arguments arguments) {
        arguments.bind(block.name(), 0);
        return state.within(
                state.top().apart(names.in(block.body())),
                () -> state.capture(false, () -> run(block.body())));
    }

    /** Runs statements in order, until one leaves the loop turn. */
    Flow run(List<Statement> body) {
        for (Statement node : body) {
            Flow flow = run(node);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    private Flow run(Statement node) {
        try {
            python.budget().step();
            python.budget().enter();
            Flow flow = node.accept(this);
            python.budget().leave();
            return flow;
        } catch (EvaluationException e) {
            throw new RenderException(e.getMessage(), node.at());
        }
    }

    private Flow scoped(List<Statement> body) {
        return scoped(state.scope(), body);
    }

    private Flow scoped(Scope outer, List<Statement> body) {
        return state.within(outer.within(names.in(body)), () -> run(body));
    }

    @Override
    public Flow visit(Statement.Data node) {
        state.write(Text.of(node.text()), node.at());
        return Flow.NEXT;
    }

    @Override
    public Flow visit(Statement.Output node) {
        write(evaluator.evaluate(node.expression()), node);
        return Flow.NEXT;
    }

    private void write(Value value, Statement node) {
        Text text = python.printer().str(value);
        state.write(state.escaping() ? HtmlEscape.escape(text) : text, node.at());
    }

    @Override
    public Flow visit(Statement.If node) {
        for (Statement.If.Branch branch : node.branches()) {
            if (evaluator.evaluate(branch.test()).truth()) {
                return run(branch.body());
            }
        }
        return run(node.otherwise());
    }

    @Override
    public Flow visit(Statement.For node) {
        Value items = evaluator.evaluate(node.items());
        if (!node.recursive()) {
            return loop(node, items, 0, state.scope());
        }
        state.held(() -> loop(node, items, 0, state.scope()));
        return Flow.NEXT;
    }

    private Flow loop(Statement.For node, Value over, int depth, Scope outer) {
        Iterator<Value> items = python.iteration().over(over);
        int length = over instanceof IteratorValue ? -1 : python.iteration().lengthOrUnknown(over);
        if (node.filter() != null) {
            items = new FilteredItems(items, item -> passes(node, item, outer));
            length = -1;
        }
        Function.Body recursion =
                node.recursive() ? arguments -> recurse(node, arguments, depth, outer) : null;
        Loop loop = new Loop(items, length, depth, recursion, python.equality());
        boolean completed = false;
        while (loop.advance()) {
            Flow flow = state.turn(loop.current(), () -> turn(node, loop, outer));
            completed |= flow == Flow.NEXT;
            if (flow == Flow.BREAK) {
                break;
            }
        }
        // As in Jinja, 'else' follows unless the end of the body was reached once.
        return completed ? Flow.NEXT : scoped(outer, node.otherwise());
    }

    private Flow turn(Statement.For node, Loop loop, Scope outer) {
        python.budget().step();
        return state.within(
                outer.within(names.in(node.body())),
                () -> {
                    state.scope().set("loop", loop);
                    assign(node.target(), loop.current());
                    return run(node.body());
                });
    }

    private boolean passes(Statement.For node, Value item, Scope outer) {
        return state.within(
                outer.within(Set.of()),
                () -> {
                    assign(node.target(), item);
                    return evaluator.evaluate(node.filter()).truth();
                });
    }

    private Value recurse(Statement.For node, Arguments arguments, int depth, Scope outer) {
        Value items = arguments.bind("loop", 1, "iterable").get(0);
        return state.capture(() -> loop(node, items, depth + 1, outer));
    }

    @Override
    public Flow visit(Statement.SetValue node) {
        assign(node.target(), evaluator.evaluate(node.value()));
        return Flow.NEXT;
    }

    @Override
    public Flow visit(Statement.SetBlock node) {
        Captured captured = captured(node.body());
        if (captured.flow() == Flow.NEXT) {
            assign(node.target(), evaluator.filtered(node.filter(), captured.text()));
        }
        return captured.flow();
    }

    /** What a block wrote, which is lost where it leaves a turn of the loop around it. */
    private record Captured(Text text, Flow flow) {}

    private Captured captured(List<Statement> body) {
        AtomicReference<Flow> flow = new AtomicReference<>();
        Text text = state.capture(() -> flow.set(scoped(body)));
        return new Captured(text, flow.get());
    }

    private void assign(Target target, Value value) {
        if (target instanceof Target.Variable variable) {
            state.scope().set(variable.name(), state.assigned(value));
        } else if (target instanceof Target.NamespaceAttribute attribute) {
            if (!(state.scope().get(attribute.namespace()) instanceof Namespace namespace)) {
                throw new EvaluationException(
                        "cannot assign attribute on non-namespace object '"
                                + attribute.namespace()
                                + "'");
            }
            namespace.set(attribute.attribute(), state.assigned(value));
        } else if (target instanceof Target.Several several) {
            unpack(several.targets(), python.iteration().list(value));
        }
    }

    private void unpack(List<Target> targets, List<Value> values) {
        if (values.size() != targets.size()) {
            String problem = values.size() < targets.size() ? "not enough" : "too many";
            throw new EvaluationException(
                    problem
                            + " values to unpack (expected "
                            + targets.size()
                            + ", got "
                            + values.size()
                            + ")");
        }
        for (int i = 0; i < targets.size(); i++) {
            assign(targets.get(i), values.get(i));
        }
    }

    @Override
    public Flow visit(Statement.Macro node) {
        Function macro = macros.macro(node.name(), node.signature(), node.body());
        state.scope().set(node.name(), macro);
        return Flow.NEXT;
    }

    @Override
    public Flow visit(Statement.CallBlock node) {
        Function caller = macros.caller(node.signature(), node.body());
        Value result;
        try {
            result = evaluator.call(node.call(), Map.of("caller", caller));
        } catch (EvaluationException e) {
            throw new RenderException(e.getMessage(), node.call().at());
        }
        state.write(onlyText(result), node.at());
        return Flow.NEXT;
    }

    @Override
    public Flow visit(Statement.FilterBlock node) {
        Captured captured = captured(node.body());
        if (captured.flow() == Flow.NEXT) {
            Value filtered = evaluator.filtered(node.filter(), captured.text());
            state.write(onlyText(filtered), node.at());
        }
        return captured.flow();
    }

    /** What call and filter blocks give goes into the output as it is. */
    private static Text onlyText(Value value) {
        if (value instanceof Text text) {
            return text;
        }
        throw new EvaluationException(
                "this block must give text, but gives a value of type " + value.typeName());
    }

    @Override
    public Flow visit(Statement.With node) {
        Map<Target, Value> values = new LinkedHashMap<>();
        for (Statement.With.Assignment assignment : node.assignments()) {
            values.put(assignment.target(), evaluator.evaluate(assignment.value()));
        }
        return state.within(
                state.scope().within(names.in(node.body())),
                () -> {
                    values.forEach(this::assign);
                    return run(node.body());
                });
    }

    @Override
    public Flow visit(Statement.Generation node) {
        state.generation(() -> macros.run(node.signature(), node.body()));
        return Flow.NEXT;
    }

    @Override
    public Flow visit(Statement.Scoped node) {
        Scope around = node.seesLoops() ? state.scope() : state.top();
        // A block is a function of its own, which 'autoescape' around it does not reach.
        Scope apart = around.apart(names.in(node.body()));
        state.escaping(false, () -> state.within(apart, () -> run(node.body())));
        return Flow.NEXT;
    }

    @Override
    public Flow visit(Statement.Autoescape node) {
        boolean on = evaluator.evaluate(node.on()).truth();
        AtomicReference<Flow> flow = new AtomicReference<>();
        state.escaping(on, () -> flow.set(scoped(node.body())));
        return flow.get();
    }

    @Override
    public Flow visit(Statement.Jump node) {
        return node.leaves() ? Flow.BREAK : Flow.CONTINUE;
    }

    @Override
    public Flow visit(Statement.Loader node) {
        throw new EvaluationException(
                "'" + node.keyword() + "' needs other templates, which a chat template has not");
    }
}
