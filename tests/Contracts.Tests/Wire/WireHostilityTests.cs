using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Contracts.Wire;
using CsCheck;
using Google.Protobuf;
using Proto = ActorInput.Contracts.Wire.Proto;
using WireFormat = ActorInput.Contracts.Wire.WireFormat;

namespace ActorInput.Contracts.Tests.Wire;

/// <summary>Bytes from another version, and bytes from an attacker.</summary>
public sealed class WireHostilityTests
{
    private static readonly EmulatorId Emulator = EmulatorId.Parse("emu-1");

    [Fact]
    public void Deserialize_FieldsOfANewerVersion_PassesOverThem()
    {
        byte[] newer = [.. WireFormat.Serialize(new GetState(Emulator)), 0xFA, 0x7F, 3, 1, 2, 3, 0xF8, 0x7F, 42]; // Fields 2047.
        Assert.Equal(new GetState(Emulator), WireFormat.Deserialize("q1", newer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("i2")]
    [InlineData("I")]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    public void Deserialize_UnknownManifest_NamesItAndWhatIsKnown(string manifest)
    {
        var refused = Assert.Throws<WireFormatException>(() => WireFormat.Deserialize(manifest, []));
        Assert.Contains($"'{manifest}' is unknown; i1 b1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialize_ManifestThatWouldForgeALogLine_IsCutAndPlain()
    {
        var refused = Assert.Throws<WireFormatException>(() => WireFormat.Deserialize("x\r\n2026 ERROR all is lost\u001b[31m" + new string('y', 5_000), []));
        Assert.DoesNotContain('\n', refused.Message);
        Assert.DoesNotContain('\u001b', refused.Message);
        Assert.InRange(refused.Message.Length, 1, 500);
    }

    [Fact]
    public void Serialize_MessageThatIsNotInTheTable_NamesItsType()
    {
        var refused = Assert.Throws<WireFormatException>(() => WireFormat.Serialize(new Stranger()));
        Assert.Contains(nameof(Stranger), refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<int, string, string> BadIdentities => new()
    {
        { 31, "mGBA", "0.10.1" },
        { 33, "mGBA", "0.10.1" },
        { 0, "mGBA", "0.10.1" },
        { 32, "", "0.10.1" },
        { 32, "mGBA", "" },
        { 32, new string('x', 65), "0.10.1" },
        { 32, "mGBA", new string('x', 65) },
    };

    [Theory]
    [MemberData(nameof(BadIdentities))]
    public void Deserialize_IdentityThatIsNone_IsRefused(int hashBytes, string core, string version)
    {
        var identity = new Proto.GameIdentity { CartridgeSha256 = ByteString.CopyFrom(new byte[hashBytes]), Core = core, CoreVersion = version };
        var status = new Proto.EmulatorStatus { Emulator = "emu-1", State = Proto.State.Ready, Identity = identity };
        Assert.Contains("identity is", Refusal(WireFormat.ManifestOf<EmulatorStatus>(), status), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Deserialize_RowWithAnIdentityThatIsNotListed_IsRefused(int place)
    {
        var report = new Proto.LoadReport { Node = "a" };
        report.Identities.Add(new Proto.GameIdentity { CartridgeSha256 = ByteString.CopyFrom(new byte[32]), Core = "mGBA", CoreVersion = "1" });
        report.Emulators.Add(new Proto.EmulatorLoad { Emulator = "emu-1", State = Proto.State.Ready, Identity = place });
        Assert.Contains($"identity is {place}; 0 to 1 are allowed", Refusal(WireFormat.ManifestOf<LoadReport>(), report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I1", 0, "outcome is missing")]
    [InlineData("I1", 77, "outcome is 77")]
    [InlineData("I1", -1, "outcome is -1")]
    public void Deserialize_EnumNumberThatIsNotKnown_IsRefused(string manifest, int outcome, string expected)
    {
        var wire = new Proto.InputReply { Emulator = "emu-1", Outcome = (Proto.Outcome)outcome };
        Assert.Contains(expected, Refusal(manifest, wire), StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialize_EveryEnum_RefusesWhatItDoesNotKnow()
    {
        Assert.Contains("mode is 9", Refusal("b1", Batch(batch => batch.Mode = (Proto.Mode)9)), StringComparison.Ordinal);
        Assert.Contains("priority is 9", Refusal("b1", Batch(b => b.Terms = new Proto.Terms { Priority = (Proto.Priority)9 })), StringComparison.Ordinal);
        Assert.Contains("code is 99", Refusal("F1", new Proto.RequestFailed { Emulator = "emu-1", Code = (Proto.Code)99 }), StringComparison.Ordinal);
        Assert.Contains("state is missing", Refusal("T1", new Proto.EmulatorStatus { Emulator = "emu-1" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("EMU")]
    [InlineData("..")]
    public void Deserialize_EmulatorThatIsNoId_IsRefused(string emulator) =>
        Assert.Contains(EmulatorId.Rule, Refusal("q1", new Proto.Target { Emulator = emulator }), StringComparison.Ordinal);

    [Fact]
    public void Deserialize_InputsOverTheCeilings_AreRefused()
    {
        Assert.Contains("steps has 0", Refusal("i1", Input()), StringComparison.Ordinal);
        Assert.Contains("steps has 100001", Refusal("i1", Input([.. Enumerable.Repeat(1UL, 100_001)])), StringComparison.Ordinal);
        Assert.Contains("frames or more", Refusal("i1", Input(5_000_001UL << 8, 5_000_000UL << 8)), StringComparison.Ordinal);
        Assert.Contains("frames or more", Refusal("i1", Input(ulong.MaxValue)), StringComparison.Ordinal);
        Assert.Contains("frames or more", Refusal("i1", Input((10_000_002UL << 32) | 1)), StringComparison.Ordinal);
        Assert.Contains("frames or more", Refusal("i1", Input((5_000_002UL << 32) | (5_000_000UL << 8) | 1)), StringComparison.Ordinal);
        Assert.Contains("steps[1]: A wait takes at least 1 frame", Refusal("i1", Input(1, 0)), StringComparison.Ordinal);
        Assert.Contains("A wait has no wait", Refusal("i1", Input((1UL << 32) | (3UL << 8))), StringComparison.Ordinal);
        Assert.Contains("can stay held", Refusal("i1", Input((32UL << 56) | 16)), StringComparison.Ordinal);
        Assert.Contains("cannot be pressed together", Refusal("i1", Input(1, 48)), StringComparison.Ordinal);
        Assert.Contains("inputs has 0", Refusal("b1", new Proto.SendBatch { Emulator = "emu-1" }), StringComparison.Ordinal);
        Assert.Contains("inputs has 1025", Refusal("b1", Batch(b => b.Inputs.Add(Enumerable.Repeat(b.Inputs[0], 1_024)))), StringComparison.Ordinal);
        Assert.Contains("latency", Refusal("I1", new Proto.InputReply { Outcome = Proto.Outcome.Applied, LatencyUs = long.MaxValue }), StringComparison.Ordinal);
        Assert.Contains("at most 1000000", Refusal("P1", new Proto.ScreenReply { Png = ByteString.CopyFrom(new byte[1_000_001]) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Serialize_OverTheCeilings_FailsWhereTheSenderSeesIt()
    {
        Assert.Throws<WireFormatException>(() => WireFormat.Serialize(new ScreenReply(Emulator, new byte[WireLimits.MaxMessageBytes])));
        var steps = new InputStep[WireLimits.MaxSteps + 1];
        Array.Fill(steps, new InputStep(Button.A, 0));
        Assert.Throws<WireFormatException>(() => WireFormat.Serialize(new SendInput(Emulator, InputSequence.FromSteps(steps))));
        var long1 = InputSequence.FromSteps(new InputStep(Button.None, WireLimits.MaxFrames), new InputStep(Button.A, 1));
        Assert.Throws<WireFormatException>(() => WireFormat.Serialize(new SendInput(Emulator, long1)));
    }

    [Fact]
    public void Deserialize_TermsThatBreakARule_PassForTheReceiverToAnswer()
    {
        var wire = Batch(b => b.Terms = new Proto.Terms { Id = new string('x', 500), DeadlineUs = -5 });
        var read = Assert.IsType<SendBatch>(WireFormat.Deserialize("b1", wire.ToByteArray()));
        Assert.Contains("500 characters", read.Terms.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialize_EveryTruncation_IsAMessageOrARefusal()
    {
        foreach (var message in WireSamples.Full.Where(m => m is not ScreenReply))
        {
            var bytes = WireFormat.Serialize(message);
            for (var length = 0; length < bytes.Length; length++)
                AssertHarmless(WireFormat.ManifestOf(message), bytes[..length]);
        }
    }

    [Fact]
    public void Deserialize_AnyBytes_IsAMessageOrARefusal() =>
        Gen.Select(Gen.Int[0, WireFormat.Manifests.Count - 1].Select(i => WireFormat.Manifests[i]), Gen.Byte.Array[0, 200]).Sample(AssertHarmless, iter: 20_000);

    [Fact]
    public void Deserialize_AFlippedBit_IsAMessageOrARefusal()
    {
        var samples = WireSamples.Full.Where(m => m is not ScreenReply).Select(m => (WireFormat.ManifestOf(m), WireFormat.Serialize(m))).ToArray();
        Gen.Select(Gen.Int[0, samples.Length - 1], Gen.UInt).Sample(
            (sample, at) =>
            {
                var (manifest, bytes) = samples[sample];
                var flipped = bytes.ToArray();
                if (flipped.Length > 0)
                    flipped[at / 8 % flipped.Length] ^= (byte)(1 << (int)(at % 8));
                AssertHarmless(manifest, flipped);
            },
            iter: 20_000);
    }

    private static void AssertHarmless(string manifest, byte[] bytes)
    {
        try
        {
            Assert.Equal(manifest, WireFormat.ManifestOf(WireFormat.Deserialize(manifest, bytes)));
        }
        catch (WireFormatException)
        {
            // Checks that the bytes are refused with the exception that callers expect.
        }
    }

    private static Proto.SendInput Input(params ulong[] steps)
    {
        var wire = new Proto.SendInput { Emulator = "emu-1" };
        wire.Steps.AddRange(steps);
        return wire;
    }

    private static Proto.SendBatch Batch(Action<Proto.SendBatch> change)
    {
        var wire = new Proto.SendBatch { Emulator = "emu-1", Inputs = { new Proto.Input { Steps = { 1 } } } };
        change(wire);
        return wire;
    }

    private static string Refusal(string manifest, IMessage wire) =>
        Assert.Throws<WireFormatException>(() => WireFormat.Deserialize(manifest, wire.ToByteArray())).Message;

    private sealed record Stranger : IWireMessage;
}
