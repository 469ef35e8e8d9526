namespace ActorInput.Host.Tests.Rooms.Sample.High;

/// <summary>An attribute of the upper room.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TargetAttribute : Attribute;
