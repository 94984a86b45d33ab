package io.aigateway.migrate.code;

import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.Secrets;

/**
 * Keys that stand in the code of a tree from which a call goes on to the source: they are told and
 * stay, for what takes their place might be sent there.
 */
final class StayingKeys implements Rule {

    @Override
    public void apply(Look look) {
        if (!look.migration().names().keysStay()) {
            return;
        }
        for (Secrets.Found key : Secrets.in(look.program().text(), look.migration().facts())) {
            if (!look.found().edits(key.start(), key.end())) {
                look.add(
                        Proposal.manual(
                                "key-literal",
                                key.start(),
                                key.end(),
                                "a key stands here (%s), and a call that is not moved goes on to the old gateway: move that call first, then run again and rotate it"
                                        .formatted(key.masked()),
                                "keys"));
            }
        }
    }
}
