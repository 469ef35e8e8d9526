namespace ActorInput.Emulation.Server.Callers;

/// <summary>The reason why a request was refused because of its caller; it is answered with status 403.</summary>
/// <param name="Code">What a program matches on: <c>hostNotAllowed</c>, <c>crossOrigin</c>.</param>
/// <param name="Detail">A sentence.</param>
public sealed record CallerRefusal(string Code, string Detail);
