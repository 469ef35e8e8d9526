using ActorInput.Contracts.Inputs;

namespace ActorInput.Faults.Games;

/// <summary>A request for presses, read and valid. Where recording is off it holds counts only.</summary>
internal sealed class PressRequest
{
    /// <summary>Steps of each input.</summary>
    public int[] Of { get; set; } = new int[8];

    /// <summary>Frames that each input takes.</summary>
    public int[] Frames { get; set; } = new int[8];

    /// <summary>Inputs; the arrays may be longer.</summary>
    public int Count { get; set; }

    /// <summary>Steps of all inputs.</summary>
    public int Steps { get; set; }

    /// <summary>The inputs, where recording is on.</summary>
    public List<InputSequence>? Inputs { get; set; }

    /// <summary>The inputs as they were written, where recording is on.</summary>
    public List<string>? Texts { get; set; }

    /// <summary>One for each input that has a name, in the order of the inputs; null when none has, or recording is off.</summary>
    public List<InputName?>? Names { get; set; }

    /// <summary>Epoch that it names.</summary>
    public long? Epoch { get; set; }

    /// <summary>Sequence of its first input.</summary>
    public long? Sequence { get; set; }

    /// <summary>Life of the game that it is for.</summary>
    public string? Game { get; set; }

    /// <summary>Hash of its body: tells a repeated request from another under the same sequence.</summary>
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

    /// <summary>Steps of its first half: of an action half of its keys, of one input half of its steps, of several inputs half of these.</summary>
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
