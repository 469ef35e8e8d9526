using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Requests;
using CsCheck;

namespace ActorInput.Contracts.Tests.Requests;

public sealed class RequestReaderTests
{
    private const string Whole =
        """{"name":"n","count":3,"wait":0,"epoch":5000000000,"flag":true,"mode":"sequential","texts":["a","b"],"inner":{"name":"i","count":1},"many":[{"name":"m","count":2}],"places":["4",{"at":5}]}""";

    private static readonly RequestReader Reader = new(new DefaultJsonTypeInfoResolver(), new SamplePlaceConverter());

    // Values that a caller may put anywhere, right and wrong.
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "7", "10", "11", "-1", "1.0", "1e0", "5000000000", "99999999999999999999", "\"\"", "\"4\"", "\"44\"", "\"sequential\"", "\"Sequential\"", "\"coalesced,sequential\"",
        "[]", "[null]", "[1]", "[\"4\"]", "[\"4\",[]]", "{}", "{\"at\":1}", "{\"at\":7}", "{\"at\":\"1\"}", "{\"at\":null}", "{\"at\":1,\"be\":2}", "[{\"at\":9},{\"at\":10}]",
        "{\"name\":\"x\",\"count\":1}", "{\"name\":\"x\",\"count\":0}", "[{\"name\":\"x\",\"count\":1},{\"name\":1,\"count\":1}]", "[{\"name\":\"x\",\"count\":1,\"places\":[{\"at\":-1}]}]", "\"\\ud800\"",
    ];

    private static readonly string[] Members = ["name", "count", "wait", "epoch", "flag", "mode", "texts", "inner", "many", "places", "Name", "other", ""];

    [Fact]
    public void TryRead_EachKindOfMember_IsRead()
    {
        Assert.True(Reader.TryRead<SampleRequest>(Encoding.UTF8.GetBytes(Whole), out var read, out _));
        Assert.Equal(("n", 3, 0, 5_000_000_000, true, DispatchMode.Sequential), (read.Name, read.Count, read.Wait, read.Epoch, read.Flag, read.Mode));
        Assert.Equal(["a", "b"], read.Texts);
        Assert.Equal(("i", "m"), (read.Inner!.Name, read.Many!.Single().Name));
        Assert.Equal([new SamplePlace(4), new SamplePlace(5)], read.Places);
    }

    [Theory]
    [InlineData("null", RequestFaultKind.Wrong, "", "null")]
    [InlineData("[]", RequestFaultKind.Wrong, "", "an array")]
    [InlineData("""{"count":1}""", RequestFaultKind.Missing, "name", "")]
    [InlineData("""{"name":null,"count":1}""", RequestFaultKind.Missing, "name", "")]
    [InlineData("""{"name":"n","count":null}""", RequestFaultKind.Missing, "count", "")]
    [InlineData("""{"name":"n","count":11}""", RequestFaultKind.Wrong, "count", "a number")]
    [InlineData("""{"name":"n","count":1.0}""", RequestFaultKind.Wrong, "count", "a number")]
    [InlineData("""{"name":"n","count":1,"mode":"Sequential"}""", RequestFaultKind.Wrong, "mode", "a string")]
    [InlineData("""{"name":"n","count":1,"mode":"coalesced,sequential"}""", RequestFaultKind.Wrong, "mode", "a string")]
    [InlineData("""{"name":"n","count":1,"texts":["a",null]}""", RequestFaultKind.Wrong, "texts[1]", "null")]
    [InlineData("""{"name":"n","count":1,"many":[null]}""", RequestFaultKind.Wrong, "many[0]", "null")]
    [InlineData("""{"name":"n","count":1,"inner":{"name":"i","count":1,"x":1}}""", RequestFaultKind.Unknown, "inner.x", "")]
    [InlineData("""{"name":"n","count":1,"many":[{"name":"m"}]}""", RequestFaultKind.Missing, "many[0].count", "")]
    [InlineData("""{"name":"n","count":1,"places":["1",5]}""", RequestFaultKind.Wrong, "places[1]", "a number")]
    [InlineData("""{"name":"n","count":1,"places":[{"at":7}]}""", RequestFaultKind.Wrong, "places[0].at", "an object")]
    [InlineData("""{"name":"n","count":1,"places":[{"at":10}]}""", RequestFaultKind.Wrong, "places[0].at", "a number")]
    [InlineData("""{"name":"n","count":1,"name":"n"}""", RequestFaultKind.Twice, "name", "")]
    [InlineData("""{"name":"\udc00","count":1}""", RequestFaultKind.NotUnicode, "", "")]
    [InlineData("""{"name":"n","count":1} 2""", RequestFaultKind.NotJson, "", "")]
    [InlineData("""{"name":"n",}""", RequestFaultKind.NotJson, "", "")]
    [InlineData("""{"name":"n","count":1,"inner":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}""", RequestFaultKind.NotJson, "", "")]
    public void TryRead_OfWhatIsWrong_SaysWhatAndWhere(string body, RequestFaultKind kind, string member, string value)
    {
        Assert.False(Reader.TryRead<SampleRequest>(Encoding.UTF8.GetBytes(body), out _, out var fault));
        Assert.Equal((kind, member, value), (fault.Kind, fault.Member, fault.Value));
    }

    [Fact]
    public void TryRead_TextThatIsNotUnicode_SaysAtWhichByte()
    {
        Assert.False(Reader.TryRead<SampleRequest>([.. "{\n \"name\": \""u8, 0xFF, .. "\", \"count\": 1}"u8], out _, out var fault));
        Assert.Equal((RequestFaultKind.NotUnicode, 1L, 9L), (fault.Kind, fault.Line, fault.Position));
    }

    [Fact]
    public void TryRead_AnyBody_IsReadExactlyWhenNoRuleIsBroken()
    {
        var change = Gen.Select(Gen.Int[0, Members.Length - 1], Gen.Int[0, Values.Length - 1], Gen.Int[0, 9]);
        change.Array[0, 3].Sample(changes => Check(Changed(changes)), iter: 1_000);
    }

    private static void Check(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var found = RequestFaultFinder.Find(bytes, Reader.TypeOf<SampleRequest>(), null);
        if (Reader.TryRead<SampleRequest>(bytes, out _, out var fault))
        {
            // The finder finds nothing, so only its last resort is left.
            Assert.Equal((RequestRuleKind.Other, ""), (found.Rule.Kind, found.Rule.Words));
            return;
        }

        Assert.True(fault.Rule is not { Kind: RequestRuleKind.Other, Words: "" } || fault.Kind != RequestFaultKind.Wrong, $"{body}: refused without a rule: {fault}");
        Assert.Equal(found.Member, fault.Member);
    }

    /// <summary>The whole body with some members replaced, and now and then with a member that appears twice.</summary>
    private static string Changed((int Member, int Value, int How)[] changes)
    {
        var members = JsonNode.Parse(Whole)!.AsObject().Select(member => (Name: member.Key, Value: member.Value!.ToJsonString())).ToList();
        foreach (var (member, value, how) in changes)
        {
            if (how > 0)
                members.RemoveAll(known => known.Name == Members[member]);
            if (how < 9)
                members.Add((Members[member], Values[value]));
        }

        return $"{{{string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Value}"))}}}";
    }
}
