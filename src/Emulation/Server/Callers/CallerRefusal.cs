namespace ActorInput.Emulation.Server.Callers;

/// <summary>Why a request is not answered because of who sent it; its status is 403.</summary>
/// <param name="Code">What a program matches on: <c>hostNotAllowed</c>, <c>crossOrigin</c>.</param>
/// <param name="Detail">A sentence.</param>
public sealed record CallerRefusal(string Code, string Detail);
