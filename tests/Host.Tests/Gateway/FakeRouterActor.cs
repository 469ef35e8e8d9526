using System.Collections.Concurrent;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>
/// Takes the place of the router: answers messages to each emulator with the test's function (null: no answer), and messages to an unknown one as an
/// emulator's actor does.
/// </summary>
public sealed class FakeRouterActor : ReceiveActor
{
    public FakeRouterActor(ConcurrentDictionary<EmulatorId, Func<IWithEmulatorId, object?>> emulators)
    {
        Receive<IWithEmulatorId>(message =>
        {
            var reply = emulators.TryGetValue(message.Emulator, out var answer) ? answer(message) : Unknown(message);
            if (reply is not null)
                Sender.Tell(reply);
        });
    }

    private static object Unknown(IWithEmulatorId message)
    {
        var detail = $"No emulator '{message.Emulator}' is known.";
        return message is SendInput input
            ? new InputReply(message.Emulator, InputOutcome.NotApplied, 0, input.Input.Count, 0, 0, TimeSpan.Zero) { Code = ReplyCode.UnknownEmulator, Detail = detail }
            : new RequestFailed(message.Emulator, ReplyCode.UnknownEmulator, detail);
    }
}
