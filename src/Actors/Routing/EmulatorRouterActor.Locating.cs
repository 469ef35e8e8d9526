using ActorInput.Actors.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Routing;

/// <summary>How the router looks for owners that it does not know, and answers the messages for owners that it does not find.</summary>
internal sealed partial class EmulatorRouterActor
{
    private void Find(Route route)
    {
        if (!_fleet.IsComplete || _fleet.Find(route.Emulator) is not null)
            _locating.Add(route.Emulator);
    }

    private void LocateAll()
    {
        var unknown = new List<EmulatorId>();
        foreach (var route in _routes.Values)
        {
            if (route.IsKnown || route.Waiting == 0)
                continue;
            if (_time.GetElapsedTime(route.LostAt) > _options.WaitAtMost)
                GiveUp(route, new Refusal(InputOutcome.NotApplied, ReplyCode.NodeUnreachable, $"No owner of the emulator was found within {_options.WaitAtMost.TotalSeconds:0} s."));
            else if (_fleet.IsComplete && _fleet.Find(route.Emulator) is null)
                GiveUp(route, NotInFleet(route.Emulator));
            else if (route.HasNext)
                Probe(route);
            else
                unknown.Add(route.Emulator);
        }

        _locating.Renew(unknown);
    }

    private static Refusal NotInFleet(EmulatorId emulator) =>
        new(InputOutcome.NotApplied, ReplyCode.UnknownEmulator, $"The fleet has no emulator '{emulator}'.");

    private static void GiveUp(Route route, Refusal refusal)
    {
        while (route.TryTake(out var message, out var replyTo))
            replyTo.Tell(refusal.AnswerTo(message));
    }

    private sealed record LocateTick : INoSerializationVerificationNeeded
    {
        public static readonly LocateTick Instance = new();
    }
}
