using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>Any sequence of events of an emulator's leases, compared with a model of a few lines.</summary>
public sealed class LeaseDeskPropertyTests
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");

    [Fact]
    public void AnySequence_NeverHasTwoHoldersNorAStaleOne() =>
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 20], Gen.Int[1, 90]).Array[1, 60].Sample(
            acts =>
            {
                var run = new Run();
                foreach (var (act, pick, seconds) in acts)
                {
                    run.Do(act, pick, seconds);
                    run.Verify();
                }
            },
            iter: 3_000,
            print: acts => string.Join(", ", acts.Select(a => $"{a.Item1} {a.Item2} {a.Item3}")));

    private enum Act
    {
        Offer,
        OfferAgain,
        OfferPending,
        Begin,
        Renew,
        Release,
        End,
        EndUnseen,
        Expire,
        Advance,
        Move,
    }

    private sealed class Run
    {
        private readonly FakeTimeProvider _time = new();
        private readonly List<LeaseEntry> _offers = [new(LeaseToken.Create(Emu, 1), "never offered", TimeSpan.FromSeconds(1))];
        private LeaseDesk _desk;
        private LeaseToken? _holder;
        private DateTimeOffset _until;
        private TimeSpan _duration;
        private long _epoch;
        private bool _pending;

        public Run() => _desk = NewDesk();

        private bool Held => _holder is not null && (_pending || _time.GetUtcNow() < _until);

        public void Do(Act act, int pick, int seconds)
        {
            var chosen = _offers[pick % _offers.Count];
            var duration = TimeSpan.FromSeconds(seconds);
            switch (act)
            {
                case Act.Offer:
                    Offer(New(Math.Max(1, _epoch + (pick % 4) - 1), duration));
                    break;
                case Act.OfferAgain:
                    Offer(chosen);
                    break;
                case Act.OfferPending:
                    Offer(New(_epoch + 1, duration), isPending: true);
                    break;
                case Act.Begin:
                    _desk.Begin();
                    if (Held && _pending)
                        Hold(_holder!, _duration);
                    _pending = false;
                    break;
                case Act.Renew:
                    Assert.Equal(Holds(chosen), _desk.Renew(chosen.Token, pick % 2 == 0 ? duration : null) is null);
                    if (Holds(chosen))
                        Hold(chosen.Token, pick % 2 == 0 ? duration : _duration);
                    break;
                case Act.Release:
                    Assert.Equal(Holds(chosen), _desk.Release(chosen.Token) is null);
                    Drop(chosen);
                    break;
                case Act.End:
                case Act.EndUnseen:
                    End(act == Act.End ? chosen : New(_epoch + (pick % 3), duration));
                    break;
                case Act.Expire:
                    _desk.Expire();
                    break;
                case Act.Advance:
                    _time.Advance(duration);
                    break;
                default:
                    var record = _desk.Record;
                    _desk = NewDesk();
                    Assert.Equal(_epoch > 0, _desk.Restore(record));
                    _pending = false; // Its next owner has nothing of others.
                    break;
            }
        }

        public void Verify()
        {
            Assert.Equal(_epoch, _desk.Epoch);
            Assert.Equal(Held ? ReplyCode.Leased : null, _desk.Check(null)?.Code);
            Assert.Equal(Held ? _holder : null, _desk.Lease?.Token);
            Assert.Equal(Held && _pending, _desk.IsPending);
            Assert.Equal(!Held ? TimeSpan.Zero : _pending ? _duration : _until - _time.GetUtcNow(), _desk.ExpiresIn);
            foreach (var offer in _offers)
                Assert.Equal(Holds(offer) ? null : ReplyCode.StaleLease, _desk.Check(offer.Token.Value)?.Code);
        }

        private LeaseDesk NewDesk() => new(Emu, new LeaseOptions(), _time);

        private LeaseEntry New(long epoch, TimeSpan duration)
        {
            _offers.Add(new LeaseEntry(LeaseToken.Create(Emu, Math.Max(1, epoch)), $"request-{_offers.Count}", duration));
            return _offers[^1];
        }

        private void Offer(LeaseEntry offer, bool isPending = false)
        {
            var free = !Held && offer.Epoch > _epoch;
            Assert.Equal(free, _desk.Grant(offer, isPending));
            if (!free)
                return;
            Hold(offer.Token, offer.Duration);
            _pending = isPending;
        }

        private void End(LeaseEntry lease)
        {
            if (!Held)
                _epoch = Math.Max(_epoch, lease.Epoch);
            Drop(lease);
            _desk.End(lease.Token);
        }

        private bool Holds(LeaseEntry lease) => Held && lease.Token.Equals(_holder);

        private void Hold(LeaseToken token, TimeSpan duration) =>
            (_holder, _duration, _until, _epoch) = (token, duration, _time.GetUtcNow() + duration, Math.Max(_epoch, token.Epoch));

        private void Drop(LeaseEntry lease)
        {
            if (Holds(lease))
                (_holder, _pending) = (null, false);
        }
    }
}
