using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Leases;

public sealed class LeaseDeskTests
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private readonly FakeTimeProvider _time = new();
    private readonly LeaseDesk _desk;

    public LeaseDeskTests() => _desk = NewDesk();

    [Fact]
    public void Check_NobodyHoldsIt_LetsThoseInWhoNameNoLease()
    {
        Assert.Null(_desk.Check(null));
        Assert.Equal(ReplyCode.StaleLease, _desk.Check(LeaseToken.Create(Emu, 1).Value)?.Code);
        Assert.Equal(ReplyCode.StaleLease, _desk.Check("anything")?.Code);
    }

    [Fact]
    public void Check_Leased_LetsTheHolderInAndSaysToOthersForHowLong()
    {
        var lease = Grant(1, seconds: 60);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(_desk.Check(lease.Token.Value));
        var refused = _desk.Check(null)!;
        Assert.Equal((ReplyCode.Leased, InputOutcome.NotApplied, TimeSpan.FromSeconds(40)), (refused.Code, refused.Outcome, refused.RetryAfter));
        Assert.Contains("trainer 7", refused.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(lease.Token.Value, refused.Detail, StringComparison.Ordinal);
        Assert.Equal(ReplyCode.StaleLease, _desk.Check(LeaseToken.Create(Emu, 1).Value)?.Code);
    }

    [Fact]
    public void Check_TimeIsUp_IsFreeWithoutATimer()
    {
        var lease = Grant(1, seconds: 60);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(_desk.Check(null));
        Assert.Equal(ReplyCode.StaleLease, _desk.Check(lease.Token.Value)?.Code);
        Assert.Null(_desk.Lease);
        Assert.Null(_desk.Status);
        Assert.True(_desk.Expire());
        Assert.False(_desk.Expire());
    }

    [Fact]
    public void Grant_AnotherStands_ChangesNothing()
    {
        var first = Grant(1);
        Assert.False(_desk.Grant(Offer(2), isPending: false));
        Assert.Equal((first.Token, 1), (_desk.Lease?.Token, _desk.Epoch));
    }

    [Fact]
    public void Grant_TheSameAgain_DoesNotLengthenIt()
    {
        var offer = Grant(1, seconds: 60);
        _time.Advance(TimeSpan.FromSeconds(50));
        Assert.False(_desk.Grant(offer, isPending: false));
        Assert.Equal(TimeSpan.FromSeconds(10), _desk.ExpiresIn);
    }

    [Fact]
    public void Grant_AnEpochThatWasGiven_IsRefusedForEver()
    {
        var late = Grant(3);
        Assert.Null(_desk.Release(late.Token));
        Assert.False(_desk.Grant(late, isPending: false));
        Assert.False(_desk.Grant(Offer(2), isPending: false));
        Assert.Null(_desk.Lease);
        Assert.True(_desk.Grant(Offer(4), isPending: false));
    }

    [Fact]
    public void Grant_OfAnotherEmulator_IsRefused() =>
        Assert.False(_desk.Grant(new LeaseEntry(LeaseToken.Create(EmulatorId.Parse("emu-2"), 1), "r", TimeSpan.FromSeconds(60)), isPending: false));

    [Fact]
    public void Grant_LongerThanAllowed_IsCut()
    {
        Assert.True(_desk.Grant(Offer(1, seconds: 86_400), isPending: false));
        Assert.Equal(TimeSpan.FromHours(1), _desk.ExpiresIn);
    }

    [Fact]
    public void End_BeforeItsOffer_KeepsTheOfferOut()
    {
        var offer = Offer(5);
        Assert.True(_desk.End(offer.Token));
        Assert.False(_desk.Grant(offer, isPending: false));
        Assert.Equal(5, _desk.Epoch);
    }

    [Fact]
    public void End_OfAnother_LeavesTheOneThatStands()
    {
        var lease = Grant(1);
        Assert.False(_desk.End(LeaseToken.Create(Emu, 9)));
        Assert.Equal((lease.Token, 1), (_desk.Lease?.Token, _desk.Epoch));
    }

    [Fact]
    public void Renew_Holder_LastsFromNow()
    {
        var lease = Grant(1, seconds: 60);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(_desk.Renew(lease.Token, null));
        Assert.Equal(TimeSpan.FromSeconds(60), _desk.ExpiresIn);
        Assert.Null(_desk.Renew(lease.Token, TimeSpan.FromSeconds(5)));
        Assert.Equal(TimeSpan.FromSeconds(5), _desk.ExpiresIn);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(5), _desk.Record.Lease?.ExpiresAt);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3_601)]
    public void Renew_DurationOutOfRange_IsRefusedAndChangesNothing(double seconds)
    {
        var lease = Grant(1, seconds: 60);
        Assert.Equal(ReplyCode.InvalidRequest, _desk.Renew(lease.Token, TimeSpan.FromSeconds(seconds))?.Code);
        Assert.Equal(TimeSpan.FromSeconds(60), _desk.ExpiresIn);
    }

    [Fact]
    public void Release_NotTheHolder_IsRefusedAndChangesNothing()
    {
        var lease = Grant(1);
        Assert.Equal(ReplyCode.StaleLease, _desk.Release(LeaseToken.Create(Emu, 1))?.Code);
        Assert.Null(_desk.Check(lease.Token.Value));
        Assert.Null(_desk.Release(lease.Token));
        Assert.Equal(ReplyCode.StaleLease, _desk.Release(lease.Token)?.Code);
        Assert.Equal(1, _desk.Epoch);
    }

    [Fact]
    public void Restore_OnAnotherNode_GoesOnWithTheTimeThatIsLeft()
    {
        var lease = Grant(7, seconds: 60);
        _time.Advance(TimeSpan.FromSeconds(20));
        var record = _desk.Record;
        _time.Advance(TimeSpan.FromSeconds(5));
        var next = NewDesk();
        Assert.True(next.Restore(record));
        Assert.Null(next.Check(lease.Token.Value));
        Assert.Equal((7, TimeSpan.FromSeconds(35)), (next.Epoch, next.ExpiresIn));
    }

    [Fact]
    public void Restore_TimeIsUpMeanwhile_KeepsTheEpochOnly()
    {
        Grant(7, seconds: 60);
        var record = _desk.Record;
        _time.Advance(TimeSpan.FromSeconds(60));
        var next = NewDesk();
        Assert.True(next.Restore(record));
        Assert.Equal((7, null), (next.Epoch, next.Lease));
    }

    [Fact]
    public void Restore_OlderThanWhatIsKnown_ChangesNothing()
    {
        Grant(1);
        var older = _desk.Record;
        var next = NewDesk();
        Assert.True(next.Grant(Offer(2), isPending: false));
        Assert.False(next.Restore(older));
        Assert.Equal(2, next.Lease?.Epoch);
    }

    private LeaseDesk NewDesk() => new(Emu, new LeaseOptions(), _time);

    private LeaseEntry Grant(long epoch, double seconds = 60)
    {
        var offer = Offer(epoch, seconds);
        Assert.True(_desk.Grant(offer, isPending: false));
        return offer;
    }

    private static LeaseEntry Offer(long epoch, double seconds = 60) =>
        new(LeaseToken.Create(Emu, epoch), $"request-{epoch}", TimeSpan.FromSeconds(seconds)) { Holder = "trainer 7", MayMove = true };
}
