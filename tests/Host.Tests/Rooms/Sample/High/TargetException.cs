namespace ActorInput.Host.Tests.Rooms.Sample.High;

/// <summary>An exception of the upper room.</summary>
internal sealed class TargetException : Exception;
