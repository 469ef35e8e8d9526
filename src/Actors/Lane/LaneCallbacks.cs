using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Lane;

/// <summary>What the owner of a link is told. Called on the link's threads, and may only pass it on (<c>Tell</c>).</summary>
/// <param name="Moved">
/// The emulator was on its way to another node: a message whose answer has the code Moved, with that answer, in the order of the answers.
/// <c>ReplyTo</c> was told nothing.
/// </param>
/// <param name="Lost">
/// The link has ended, and takes no more: the peer process is gone, or the owner closed it. First what certainly never reached the peer,
/// then what may have; each in the order in which it was sent. Called once, and nothing else after it.
/// </param>
internal sealed record LaneCallbacks(
    Action<LanePending, IWireMessage> Moved, Action<IReadOnlyList<LanePending>, IReadOnlyList<LanePending>> Lost);
