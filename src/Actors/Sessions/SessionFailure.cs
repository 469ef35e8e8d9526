using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions;

/// <summary>Why an emulator server did not do what it was asked.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Detail">For people: what was asked, of which address, and what came back.</param>
public sealed record SessionFailure(ReplyCode Code, string Detail);
