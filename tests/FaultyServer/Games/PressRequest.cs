using ActorInput.Contracts.Inputs;

namespace ActorInput.Faults.Games;

/// <summary>A request for presses, read and valid. If recording is off it has counts only.</summary>
internal sealed class PressRequest
{
    /// <summary>Steps of each input.</summary>
    public int[] Of { get; set; } = new int[8];

    /// <summary>Frames that each input takes.</summary>
    public int[] Frames { get; set; } = new int[8];

    /// <summary>The number of inputs; the arrays may be longer.</summary>
    public int Count { get; set; }

    /// <summary>Steps of all inputs.</summary>
    public int Steps { get; set; }

    /// <summary>The inputs, if recording is on.</summary>
    public List<InputSequence>? Inputs { get; set; }

    /// <summary>The texts of the inputs, if recording is on.</summary>
    public List<string>? Texts { get; set; }

    /// <summary>The names, one for each input that has one, in the order of the inputs; null if none has, or if recording is off.</summary>
    public List<InputName?>? Names { get; set; }

    /// <summary>Epoch that it names.</summary>
    public long? Epoch { get; set; }

    /// <summary>Sequence of its first input.</summary>
    public long? Sequence { get; set; }

    /// <summary>Life of the game that it is for.</summary>
    public string? Game { get; set; }

    /// <summary>Hash of its body, by which a repeated request is told from another with the same sequence.</summary>
    public int Content { get; set; }

    /// <summary>Adds an input's counts.</summary>
    public void Add(int steps, int frames)
    {
        if (Count == Of.Length)
        {
            var (of, taken) = (Of, Frames);
            Array.Resize(ref of, Count * 4);
            Array.Resize(ref taken, Count * 4);
            (Of, Frames) = (of, taken);
        }

        Of[Count] = steps;
        Frames[Count++] = frames;
        Steps += steps;
    }

    /// <summary>Steps of its first half: for an action half of its keys, for one input half of its steps, for several inputs half of these.</summary>
    public int Half(bool isGym, bool roundsUp)
    {
        if (isGym)
            return (Steps + (roundsUp ? 1 : 0)) / 2;
        if (Count == 1)
            return Steps / 2;
        var steps = 0;
        foreach (var of in Of.AsSpan(0, Count / 2))
            steps += of;
        return steps;
    }
}
