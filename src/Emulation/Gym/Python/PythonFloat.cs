using System.Globalization;

namespace ActorInput.Emulation.Gym.Python;

/// <summary>Writes numbers as Python's <c>repr</c> does: the shortest digits, always with a point or an exponent.</summary>
internal static class PythonFloat
{
    /// <summary>The text of a finite number: <c>1.0</c>, <c>0.0001</c>, <c>1e-05</c>, <c>1e+16</c>.</summary>
    public static string Format(double value)
    {
        // "E16" does not give the shortest digits. "R" does, but it uses an exponent for other numbers than Python; so its digits are taken and
        // formatted again.
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var mantissa = text;
        var exponent = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            mantissa = text[..e];
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var scale = (point < 0 ? mantissa.Length : point) + exponent; // value = 0.digits * 10^scale
        var zeros = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        var sign = double.IsNegative(value) ? "-" : "";
        return digits.Length == 0 ? sign + "0.0" : sign + Place(digits, scale - zeros);
    }

    private static string Place(string digits, int scale) => scale switch
    {
        > 16 or < -3 => Exponential(digits, scale - 1),
        <= 0 => $"0.{new string('0', -scale)}{digits}",
        _ when digits.Length <= scale => $"{digits.PadRight(scale, '0')}.0",
        _ => $"{digits[..scale]}.{digits[scale..]}",
    };

    private static string Exponential(string digits, int exponent)
    {
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        var sign = exponent < 0 ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{sign}{Math.Abs(exponent):00}");
    }
}
