using ActorInput.Contracts.Inputs;

namespace ActorInput.Contracts.Tests.Inputs;

public sealed class InputBatchTests
{
    [Fact]
    public void TryParse_WellFormed_KeepsOrderAndCountsSteps()
    {
        Assert.True(InputBatch.TryParse(["A B", "START*3"], InputLimits.Default, out var batch, out var problem));
        Assert.Equal(["A B", "START*3"], batch!.Inputs.Select(i => i.ToString()), StringComparer.Ordinal);
        Assert.Equal(5, batch.Steps);
        Assert.Equal("", problem);
    }

    [Fact]
    public void TryParse_BadInput_SaysWhichAndWhy()
    {
        Assert.False(InputBatch.TryParse(["A", "B Q"], InputLimits.Default, out var batch, out var problem));
        Assert.Null(batch);
        Assert.StartsWith("inputs[1]: 'Q' at position 2 is not a button", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void TryParse_NoneOrTooMany_SaysHowManyAreAllowed(int count)
    {
        var limits = new InputLimits { MaxBatchInputs = 3 };
        Assert.False(InputBatch.TryParse([.. Enumerable.Repeat("A", count)], limits, out _, out var problem));
        Assert.Equal($"inputs has {count} entries; 1 to 3 are allowed.", problem);
    }

    [Fact]
    public void TryParse_MostAllowed_IsAccepted() =>
        Assert.True(InputBatch.TryParse([.. Enumerable.Repeat("A", 64)], InputLimits.Default, out _, out _));

    [Fact]
    public void Of_NoInput_IsRefused() => Assert.Throws<ArgumentException>(() => InputBatch.Of());
}
