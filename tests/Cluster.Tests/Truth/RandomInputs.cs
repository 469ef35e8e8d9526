namespace ActorInput.Cluster.Tests.Truth;

/// <summary>Inputs at random: presses, chords, holds and waits.</summary>
internal static class RandomInputs
{
    private static readonly string[] Steps =
        ["A", "B", "START", "SELECT", "UP", "DOWN", "LEFT", "RIGHT", "A+B", "UP+A", "RIGHT+B", "START+SELECT", "LEFT:9", "A:23", "B*3", "DOWN*2", "WAIT:1", "WAIT:7", "WAIT:31"];

    /// <summary>One input of a few steps.</summary>
    public static string Next(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Steps[random.Next(Steps.Length)]));
}
