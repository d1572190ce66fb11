package org.sftworkbench.template.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the parser remembers of the constructs around the place it is at. */
final class ParserState {
    private static final Set<String> SPECIAL = Set.of("caller", "varargs", "kwargs");

    private final KnownNames known;
    private Deque<Set<String>> macros = new ArrayDeque<>();
    private final List<SyntaxException> unknown = new ArrayList<>();
    private int loops;
    private boolean conditional;
    private boolean inLoop;

    ParserState(KnownNames known) {
        this.known = known;
    }

    /** Notes that a macro around here may use what it is called with. */
    void sawName(String name) {
        if (SPECIAL.contains(name)) {
            macros.forEach(used -> used.add(name));
        }
    }

    void enterMacro() {
        macros.push(new HashSet<>());
    }

    /** The special names that the macro's body used. */
    Set<String> leaveMacro() {
        return macros.pop();
    }

    /** Forgets the macros around a block, whose names are not theirs, and gives what they were. */
    Deque<Set<String>> macros(Deque<Set<String>> now) {
        Deque<Set<String>> before = macros;
        macros = now;
        return before;
    }

    /** Counts loops around this place, however deep: none may assign to their {@code loop}. */
    void loops(int change) {
        loops += change;
    }

    /** Refuses a target named {@code loop} in or below a loop. */
    void checkTarget(Target target) {
        if (loops == 0) {
            return;
        }
        if (target instanceof Target.Several several) {
            several.targets().forEach(this::checkTarget);
        } else if (target instanceof Target.Variable variable && variable.name().equals("loop")) {
            throw new SyntaxException(
                    "can't assign to the special variable 'loop' in a loop", variable.at());
        }
    }

    boolean conditional() {
        return conditional;
    }

    /** Sets whether this place may never be reached, and gives what it was. */
    boolean conditional(boolean now) {
        boolean before = conditional;
        conditional = now;
        return before;
    }

    boolean inLoop() {
        return inLoop;
    }

    /** Sets whether {@code break} has a loop to leave here, and gives what it was. */
    boolean inLoop(boolean now) {
        boolean before = inLoop;
        inLoop = now;
        return before;
    }

    /** Notes an unknown filter, unless a condition guards it. */
    void checkFilter(String name, int at) {
        if (!conditional && !known.filters().contains(name)) {
            unknown.add(new SyntaxException("there is no filter named '" + name + "'", at));
        }
    }

    /** Notes an unknown test, unless a condition guards it. */
    void checkTest(String name, int at) {
        if (!conditional && !known.tests().contains(name)) {
            unknown.add(new SyntaxException("there is no test named '" + name + "'", at));
        }
    }

    /** How many unknown names have been noted. */
    int unknown() {
        return unknown.size();
    }

    /** Forgets the names noted since, which turned out to be guarded by a condition. */
    void forgetUnknown(int since) {
        unknown.subList(since, unknown.size()).clear();
    }

    /** Refuses the template where an unknown name was noted. */
    void refuseUnknown() {
        if (!unknown.isEmpty()) {
            throw unknown.get(0);
        }
    }
}
