using System.Globalization;

namespace ActorInput.Actors.Common;

/// <summary>Collects the problems of options, so that all are reported at once.</summary>
internal sealed class OptionProblems
{
    private readonly List<string> _problems = [];

    /// <summary>All problems, each a sentence that names the option, its value and what is allowed.</summary>
    public IReadOnlyList<string> All => _problems;

    public void InRange(string name, int value, int least, int most)
    {
        if (value < least || value > most)
            Add($"{name} is {value}; {least} to {most} is allowed.");
    }

    public void InRange(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; {least} to {most} is allowed."));
    }

    public void InRange(string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
            Add($"{name} is {value}; {least} to {most} is allowed.");
    }

    public void Add(string problem) => _problems.Add(problem);
}
