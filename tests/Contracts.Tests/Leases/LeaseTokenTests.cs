using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using CsCheck;

namespace ActorInput.Contracts.Tests.Leases;

public sealed class LeaseTokenTests
{
    private const string Secret = "AAECAwQFBgcICQoLDA0ODw";

    [Theory]
    [InlineData("emu-1", 1)]
    [InlineData("a.b.7.c-d_e", 42)]
    [InlineData("1.2", long.MaxValue)]
    [InlineData("...", 3)]
    public void TryParse_WhatWasCreated_IsTheSame(string emulator, long epoch)
    {
        var created = LeaseToken.Create(EmulatorId.Parse(emulator), epoch);
        Assert.True(LeaseToken.TryParse(created.Value, out var read));
        Assert.Equal((created, emulator, epoch), (read, read.Emulator.Value, read.Epoch));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("emu-1")]
    [InlineData("emu-1.3")]
    [InlineData(Secret)]
    [InlineData("." + Secret)]
    [InlineData("3." + Secret)]
    [InlineData(".3." + Secret)]
    [InlineData("emu-1.." + Secret)]
    [InlineData("emu-1.0." + Secret)]
    [InlineData("emu-1.03." + Secret)]
    [InlineData("emu-1.-3." + Secret)]
    [InlineData("emu-1.+3." + Secret)]
    [InlineData("emu-1.9223372036854775808." + Secret)]
    [InlineData("EMU-1.3." + Secret)]
    [InlineData("emu-1.3." + Secret + "A")]
    [InlineData("emu-1.3.AAECAwQFBgcICQoLDA0ODx")]
    [InlineData("emu-1.3.AAECAwQFBgcICQoLDA0OD")]
    [InlineData("emu-1.3.AAECAwQFBgcICQoLDA0O/w")]
    public void TryParse_BreaksARule_IsRefused(string? text)
    {
        Assert.False(LeaseToken.TryParse(text, out var token));
        Assert.Null(token);
    }

    [Fact]
    public void TryParse_AnyText_IsWhatItWasReadFromOrRefused() =>
        Gen.String[Gen.Char["e1.-_0Ag"], 20, 60].Sample(
            text => !LeaseToken.TryParse(text, out var token) || (token.Value == text && token.Epoch > 0 && token.Emulator != default), iter: 10_000);

    [Fact]
    public void Create_Twice_AreDifferentSecretsOf128Bits()
    {
        var emulator = EmulatorId.Parse("emu-1");
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => LeaseToken.Create(emulator, 1).Value).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("emu-1.1.".Length + 22, LeaseToken.Create(emulator, 1).Value.Length);
    }

    [Fact]
    public void ToString_AndErrors_LeaveTheSecretOut()
    {
        Assert.Equal("emu-1.3.*", LeaseToken.Parse("emu-1.3." + Secret).ToString());
        var refused = Assert.Throws<FormatException>(() => LeaseToken.Parse("emu-1.0." + Secret));
        Assert.DoesNotContain(Secret, refused.Message, StringComparison.Ordinal);
        Assert.Contains(LeaseToken.Rule, refused.Message, StringComparison.Ordinal);
    }
}
