//! Classes of action: what kind of thing is done, finer than the categories of the outside schemes.

use crate::closed::closed;

closed! {
    /// What kind of action an event is. The list is closed; an action of no class stays an event with its lemma.
    /// In the order of PLOVER's categories, from talks to violence; then what PLOVER has no category for.
    ActionClass {
        /// Meets, gathers for talks.
        Meet = "meet",
        /// Visits, or receives a visit.
        Visit = "visit",
        /// Talks by telephone or video.
        Phone = "phone",
        /// Negotiates, holds talks.
        Negotiate = "negotiate",
        /// Mediates between others.
        Mediate = "mediate",
        /// Praises, welcomes, thanks.
        Praise = "praise",
        /// Backs, endorses, defends.
        Support = "support",
        /// Takes up, restores or deepens relations.
        Recognise = "recognise",
        /// Apologises, condoles, forgives.
        Apologise = "apologise",
        /// Signs or ratifies an agreement.
        Sign = "sign",
        /// Agrees, offers, undertakes.
        Agree = "agree",
        /// Works together, partners, extradites.
        Cooperate = "cooperate",
        /// Trades, exports, imports.
        Trade = "trade",
        /// Holds military exercises with another.
        Exercise = "exercise",
        /// Shares information or evidence.
        Share = "share",
        /// Helps, rescues, sends relief or peacekeepers.
        Aid = "aid",
        /// Pays, lends, invests, compensates.
        Fund = "fund",
        /// Arms or trains another's forces.
        Arm = "arm",
        /// Takes people in, grants asylum.
        Shelter = "shelter",
        /// Gives way, reverses a decision.
        Concede = "concede",
        /// Opens a political order, grants rights.
        Reform = "reform",
        /// Lifts or relaxes a restriction, lets in.
        Ease = "ease",
        /// Frees, pardons, drops a charge.
        Release = "release",
        /// Gives back what was taken.
        Return = "return",
        /// Stops fighting.
        CeaseFire = "cease_fire",
        /// Pulls forces out.
        Withdraw = "withdraw",
        /// Surrenders, disarms, defects.
        Surrender = "surrender",
        /// Asks, appeals, applies.
        Request = "request",
        /// Demands, urges, orders another.
        Demand = "demand",
        /// Criticises, condemns.
        Criticise = "criticise",
        /// Accuses, blames.
        Accuse = "accuse",
        /// Goes to court against.
        Sue = "sue",
        /// Investigates, audits, questions.
        Investigate = "investigate",
        /// Refuses, opposes, vetoes.
        Reject = "reject",
        /// Threatens, warns.
        Threaten = "threaten",
        /// Demonstrates, marches.
        Protest = "protest",
        /// Boycotts, abstains.
        Boycott = "boycott",
        /// Stops work.
        StrikeWork = "strike_work",
        /// Refuses food.
        HungerStrike = "hunger_strike",
        /// Blocks roads, occupies buildings, sabotages.
        Obstruct = "obstruct",
        /// Riots, loots, revolts.
        Riot = "riot",
        /// Breaks relations, leaves a treaty.
        CutTies = "cut_ties",
        /// Stops aid, talks, supply, a plan of its own.
        Suspend = "suspend",
        /// Expels, evicts, excludes.
        Expel = "expel",
        /// Sends or readies forces.
        Deploy = "deploy",
        /// Imposes sanctions, tariffs, fines.
        Sanction = "sanction",
        /// Restricts, bans, censors, imposes a curfew.
        Restrict = "restrict",
        /// Arrests, detains, jails.
        Arrest = "arrest",
        /// Charges, indicts, puts on trial.
        Charge = "charge",
        /// Convicts, sentences.
        Convict = "convict",
        /// Confiscates, takes over property.
        Seize = "seize",
        /// Deports, displaces.
        Deport = "deport",
        /// Blockades, besieges, cuts off.
        Blockade = "blockade",
        /// Takes or holds territory.
        Occupy = "occupy",
        /// Attacks networks, meddles, misinforms.
        Hack = "hack",
        /// Destroys or damages property.
        Destroy = "destroy",
        /// Attacks in a way not told more closely.
        Attack = "attack",
        /// Strikes from the air or from afar.
        Strike = "strike",
        /// Sets off a bomb.
        Bomb = "bomb",
        /// Shoots with small arms.
        Shoot = "shoot",
        /// Fights.
        Clash = "clash",
        /// Kills, executes.
        Kill = "kill",
        /// Wounds, beats, tortures, abuses.
        Injure = "injure",
        /// Abducts, hijacks, takes hostages.
        Abduct = "abduct",
        /// Enters another's territory by force.
        Invade = "invade",
        /// Votes, elects, wins or loses a vote.
        Vote = "vote",
        /// Passes a law, a resolution, a decree.
        Legislate = "legislate",
        /// Permits, licenses, clears.
        Approve = "approve",
        /// Decides a case.
        Rule = "rule",
        /// Names to a post, hires.
        Appoint = "appoint",
        /// Leaves a post.
        Resign = "resign",
        /// Removes from a post, lays off, closes a business.
        Dismiss = "dismiss",
        /// Makes public, gives a speech.
        Announce = "announce",
        /// Buys, merges with.
        Buy = "buy",
        /// Sells, floats.
        Sell = "sell",
        /// Builds, founds, makes.
        Build = "build",
        /// Tests a weapon or a device.
        Test = "test",
        /// Raises or lowers a price, a rate, an output.
        ChangeRate = "change_rate",
        /// Goes, arrives, leaves.
        Move = "move",
        /// Dies.
        Die = "die",
        /// Crashes, burns, is struck by disaster.
        Accident = "accident",
    }
}
