using ActorInput.Contracts.Requests;
using ActorInput.Emulation.Server.Problems;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Says what is wrong with a body.</summary>
internal static class RequestFaults
{
    public static Problem ProblemOf(RequestFault fault) => fault.Kind switch
    {
        RequestFaultKind.NotJson => RequestProblems.MalformedJson(fault.Line, fault.Position, fault.Reason),
        RequestFaultKind.NotUnicode => RequestProblems.MalformedJson(
            fault.Line, fault.Position, "the text is not Unicode; it has bytes that are not UTF-8, or half of a surrogate pair."),
        RequestFaultKind.Missing => RequestProblems.Missing(fault.Member, Clause(fault.Rule)),
        RequestFaultKind.Unknown => Unknown(fault),
        RequestFaultKind.Twice => RequestProblems.Invalid(fault.Member, "there twice", "allowed is once"),
        _ when fault.Cause is InputTextException text => RequestProblems.InvalidInput(fault.Member, text.Index, text.Error, text.Text),
        _ => RequestProblems.Invalid(fault.Member.Length == 0 ? "the body" : fault.Member, fault.Text ?? fault.Value, Clause(fault.Rule)),
    };

    private static Problem Unknown(RequestFault fault)
    {
        var end = fault.Member.LastIndexOf('.');
        return RequestProblems.UnknownMember(fault.Member[(end + 1)..], end < 0 ? null : fault.Member[..end], string.Join(", ", fault.Rule.Names));
    }

    private static string Clause(RequestRule rule) => rule switch
    {
        { Words.Length: > 0 } => rule.Words,
        { Kind: RequestRuleKind.Text } => "allowed is a text",
        { Kind: RequestRuleKind.Whole } => RequestProblems.AllowedRange(rule.Least, rule.Most),
        { Kind: RequestRuleKind.Flag } => "allowed are true and false",
        { Kind: RequestRuleKind.OneOf } => $"allowed are {string.Join(", ", rule.Names)}",
        { Kind: RequestRuleKind.Texts or RequestRuleKind.List } => "allowed is an array",
        { Kind: RequestRuleKind.Object } => "allowed is an object",
        _ => "the request is not what is expected",
    };
}
