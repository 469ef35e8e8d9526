using System.Globalization;
using ActorInput.Contracts.Requests;

namespace ActorInput.Host.Gateway;

/// <summary>Says what is wrong with a body.</summary>
internal static class RequestFaults
{
    private const int ShownLength = 64;

    /// <summary>The answer.</summary>
    public static ProblemResult Of(RequestFault fault) => Problems.Of(StatusCodes.Status400BadRequest, "badJson", Sentence(fault));

    /// <summary>A text as errors show it.</summary>
    public static string Shown(string text) => text.Length > ShownLength ? $"{text.AsSpan(0, ShownLength)}…" : text;

    private static string Sentence(RequestFault fault) => fault.Kind switch
    {
        RequestFaultKind.NotJson => string.Create(
            CultureInfo.InvariantCulture, $"The body is not JSON at line {fault.Line + 1}, position {fault.Position + 1}: {fault.Reason}"),
        RequestFaultKind.NotUnicode => string.Create(
            CultureInfo.InvariantCulture,
            $"The body has a text that is not Unicode at line {fault.Line + 1}, position {fault.Position + 1}: bytes that are not UTF-8, or half of a surrogate pair."),
        RequestFaultKind.Missing => $"{fault.Member} is missing; {Clause(fault.Rule)}.",
        RequestFaultKind.Unknown => $"'{Shown(fault.Member)}' is not a member of this request; {string.Join(", ", fault.Rule.Names)} are allowed.",
        RequestFaultKind.Twice => $"{Shown(fault.Member)} is there twice; once is allowed.",
        _ when fault.Rule is { Kind: RequestRuleKind.Other, Words.Length: 0 } => $"The body is not the JSON that is expected: {fault.Reason}",
        _ => $"{(fault.Member.Length == 0 ? "The body" : fault.Member)} is {Value(fault)}; {Clause(fault.Rule)}.",
    };

    private static string Value(RequestFault fault) => fault switch
    {
        { IsRightKind: true, Rule.Kind: RequestRuleKind.Whole, Text: { } number } => Shown(number),
        { IsRightKind: true, Text: { } text } => $"'{Shown(text)}'",
        _ => fault.Value,
    };

    private static string Clause(RequestRule rule) => rule.Kind switch
    {
        RequestRuleKind.Text => "a string is expected",
        RequestRuleKind.Whole => string.Create(CultureInfo.InvariantCulture, $"a whole number from {rule.Least} to {rule.Most} is expected"),
        RequestRuleKind.Flag => "true or false is expected",
        RequestRuleKind.OneOf => $"{string.Join(", ", rule.Names)} are allowed",
        RequestRuleKind.Texts => "an array of strings is expected",
        RequestRuleKind.List => "an array is expected",
        RequestRuleKind.Object => "a JSON object is expected",
        _ => rule.Words,
    };
}
