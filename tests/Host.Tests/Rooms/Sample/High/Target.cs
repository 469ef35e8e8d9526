using ActorInput.Host.Tests.Rooms.Sample.Low;

namespace ActorInput.Host.Tests.Rooms.Sample.High;

/// <summary>What <see cref="EveryWay"/> uses, and what uses it the right way.</summary>
internal class Target
{
    public static readonly int Number = Environment.ProcessId;

    public static object Make() => new EveryWay();
}
