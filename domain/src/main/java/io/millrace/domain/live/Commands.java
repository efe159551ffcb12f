package io.millrace.domain.live;

import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.portfolio.AccountEngine;

/** What people ask of an account. */
final class Commands {

    private final AccountEngine engine;

    Commands(AccountEngine engine) {
        this.engine = engine;
    }

    void take(LiveTurn turn, ControlCommand command) {
        if (command.sequence() <= turn.operations().sequence()) {
            return;
        }
        turn.set(turn.operations().commanded(command.sequence()));
        String text =
                command.kind()
                        + " by "
                        + command.who()
                        + (command.why().isEmpty() ? "" : ": " + command.why());
        switch (command.kind()) {
            case KILL -> {
                turn.took(engine.kill(turn.account(), turn.clock()));
                turn.alert(Alert.Code.KILL_SWITCH, text);
            }
            case RESUME -> {
                turn.took(engine.resume(turn.account(), turn.clock()));
                turn.alert(Alert.Code.TRADING_STATE, text);
            }
            // the gate asks what stands before every order; here it is only told
            case APPROVE, REVOKE -> turn.alert(Alert.Code.TRADING_STATE, text);
            case RECONCILE -> turn.set(turn.books().wanting());
        }
    }
}
