using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Tests.Messages;

public sealed class AcquireLeaseTests
{
    private static readonly AcquireLease Valid = new("run-7/1");

    public static TheoryData<string, AcquireLease> Invalid => new()
    {
        { "requestId has 0 characters", new AcquireLease("") },
        { "requestId has 3 characters", new AcquireLease("a b") },
        { "requestId has 129 characters", new AcquireLease(new string('x', 129)) },
        { "emulator is ''", Valid with { Emulator = default(EmulatorId) } },
        { "emulator is 'emu-1' and cartridge", Valid with { Emulator = EmulatorId.Parse("emu-1"), Cartridge = "DEMO" } },
        { "timeout is -1 s", Valid with { Timeout = TimeSpan.FromSeconds(-1) } },
        { "timeout is 86401 s", Valid with { Timeout = TimeSpan.FromSeconds(86_401) } },
        { "duration is 0.5 s", Valid with { Duration = TimeSpan.FromSeconds(0.5) } },
        { "duration is 86401 s", Valid with { Duration = TimeSpan.FromSeconds(86_401) } },
        { "cartridge has 0", Valid with { Cartridge = "" } },
        { "holder has 129", Valid with { Holder = new string('x', 129) } },
        { "holder has 2", Valid with { Holder = "a\n" } },
        { "agent has 1025", Valid with { Agent = new string('x', 1_025) } },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Problem_BreaksARule_NamesFieldAndValue(string expected, AcquireLease request) =>
        Assert.Contains(expected, request.Problem(), StringComparison.Ordinal);

    [Fact]
    public void Problem_WithinTheRules_IsNone()
    {
        Assert.Null(Valid.Problem());
        Assert.Null((Valid with { Emulator = EmulatorId.Parse("emu-1"), Timeout = TimeSpan.FromHours(24), Duration = TimeSpan.FromSeconds(1), Holder = "Zoë 7" }).Problem());
    }
}
