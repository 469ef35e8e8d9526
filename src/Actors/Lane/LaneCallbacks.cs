using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Lane;

/// <summary>Callbacks to the owner of a link. They are called on the link's threads and may only pass the event on (<c>Tell</c>).</summary>
/// <param name="Moved">
/// Called with a message whose answer has the code Moved, because its emulator was moving to another node, and with that answer; in the order of the
/// answers. <c>ReplyTo</c> got no answer.
/// </param>
/// <param name="Lost">
/// Called when the link has ended, because the peer process is gone or the owner closed it. First the messages that certainly never reached the peer,
/// then those that may have; each in the order in which they were sent. Called once, and no other callback follows.
/// </param>
internal sealed record LaneCallbacks(
    Action<LanePending, IWireMessage> Moved, Action<IReadOnlyList<LanePending>, IReadOnlyList<LanePending>> Lost);
