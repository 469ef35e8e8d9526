using ActorInput.Actors.Lane;
using Akka.Actor;
using CsCheck;

namespace ActorInput.Actors.Tests.Lane;

public sealed class LanePendingTableTests
{
    [Fact]
    public void Slots_AnyOrderOfUse_BehaveAsADictionary() => Gen.Int[0, 1_000].Array[1, 400].Sample(
        steps =>
        {
            const int Most = 100;
            var table = new LanePendingTable(Most);
            var model = new Dictionary<int, int>();
            var number = 0;
            foreach (var step in steps)
            {
                if (step % 3 > 0 && !table.IsFull)
                    model.Add(table.Add(Pending(++number), number), number);
                else if (table.Take(step % Most) is { } taken)
                    Assert.Equal($"{model[step % Most]}", RemovedId(model, step % Most, taken));
                else
                    Assert.DoesNotContain(step % Most, model.Keys);
                Assert.Equal(model.Count, table.Count);
                Assert.Equal(model.Count == Most, table.IsFull);
            }

            var (behind, upTo) = table.Drain(number / 2);
            Assert.Equal(model.Values.Where(n => n > number / 2).Order().Select(n => $"{n}"), behind.Select(p => LaneNode.IdOf(p.Message)));
            Assert.Equal(model.Values.Where(n => n <= number / 2).Order().Select(n => $"{n}"), upTo.Select(p => LaneNode.IdOf(p.Message)));
        },
        iter: 1_000);

    private static LanePending Pending(int number) => new(LaneNode.Input(number), ActorRefs.Nobody);

    private static string RemovedId(Dictionary<int, int> model, int slot, in LanePending taken)
    {
        model.Remove(slot);
        return LaneNode.IdOf(taken.Message);
    }
}
