using System.CommandLine;
using System.Globalization;

namespace ActorInput.Host.Common;

/// <summary>Makes options that take a whole number within bounds, and report anything else.</summary>
internal static class WholeOption
{
    public static Option<int?> Create(string name, string helpName, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; a whole number from {least} to {most} is allowed."));
            return null;
        },
    };
}
