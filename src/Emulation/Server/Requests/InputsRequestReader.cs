using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads and checks the body of <c>POST /inputs</c>.</summary>
internal sealed class InputsRequestReader(EmulatorServerOptions options)
{
    private const string Members = "inputs, epoch, sequence, ids, game, hold, wait, picture, stateHash, memory";
    private const int MostRanges = 16;

    private IReadOnlyList<InputSequence>? _inputs;
    private IReadOnlyList<MemoryRange> _memory = [];
    private List<InputName?>? _names;
    private long? _epoch;
    private long? _sequence;
    private string? _game;
    private PressTiming _timing = options.Timing;
    private bool _picture;
    private bool _stateHash;

    /// <exception cref="ProblemException">Says what is wrong.</exception>
    public static InputsRequest Read(ReadOnlySpan<byte> body, EmulatorServerOptions options)
    {
        var reader = new InputsRequestReader(options);
        return RequestJson.Read(body, reader.ReadBody);
    }

    private InputsRequest ReadBody(ref Utf8JsonReader json)
    {
        RequestJson.StartObject(ref json, "the body");
        while (RequestJson.NextMember(ref json))
            ReadMember(ref json);
        var tag = WriteTags.Of(_epoch, _sequence);
        var inputs = _inputs ?? throw new ProblemException(RequestProblems.Missing("inputs", "needed is an array of texts such as 'A B START'"));
        CheckFrames(inputs);
        if (_names is not null)
            InputNamesReader.Check(_names, inputs.Count, tag);
        return new InputsRequest(inputs, _timing, tag, _game, _picture, _stateHash, _memory, _names);
    }

    private void ReadMember(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("inputs"u8))
            _inputs = ReadInputs(ref json);
        else if (json.ValueTextEquals("epoch"u8))
            _epoch = RequestJson.Number(ref json, "epoch", 0, WriteTag.Largest);
        else if (json.ValueTextEquals("sequence"u8))
            _sequence = RequestJson.Number(ref json, "sequence", 1, WriteTag.Largest);
        else if (json.ValueTextEquals("ids"u8))
            _names = InputNamesReader.Read(ref json, options.Limits.MaxBatchInputs);
        else if (json.ValueTextEquals("game"u8))
            _game = RequestJson.Text(ref json, "game", "allowed is the text that /capabilities gives");
        else if (json.ValueTextEquals("hold"u8))
            _timing = _timing with { Hold = (int)RequestJson.Number(ref json, "hold", 1, InputTiming.MaxFrames) };
        else if (json.ValueTextEquals("wait"u8))
            _timing = _timing with { Wait = (int)RequestJson.Number(ref json, "wait", 0, InputTiming.MaxFrames) };
        else if (json.ValueTextEquals("picture"u8))
            _picture = RequestJson.Flag(ref json, "picture");
        else if (json.ValueTextEquals("stateHash"u8))
            _stateHash = RequestJson.Flag(ref json, "stateHash");
        else if (json.ValueTextEquals("memory"u8))
            _memory = ReadMemory(ref json);
        else
            throw RequestJson.Unknown(ref json, Members);
    }

    private List<InputSequence> ReadInputs(ref Utf8JsonReader json)
    {
        var allowed = $"allowed is an array of 1 to {options.Limits.MaxBatchInputs} texts";
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw RequestJson.Wrong(ref json, "inputs", allowed);
        var inputs = new List<InputSequence>(8);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (inputs.Count == options.Limits.MaxBatchInputs)
                throw new ProblemException(RequestProblems.Invalid("inputs", "longer", allowed));
            inputs.Add(ReadInput(ref json, inputs.Count));
        }

        return inputs.Count > 0 ? inputs : throw new ProblemException(RequestProblems.Invalid("inputs", "empty", allowed));
    }

    private InputSequence ReadInput(ref Utf8JsonReader json, int index) =>
        RequestJson.Input(ref json, $"inputs[{index}]", index, options.Limits);

    private static List<MemoryRange> ReadMemory(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw RequestJson.Wrong(ref json, "memory", $"allowed is an array of at most {MostRanges} objects with address, length and bank");
        var ranges = new List<MemoryRange>(2);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (ranges.Count == MostRanges)
                throw new ProblemException(RequestProblems.Invalid("memory", "longer", $"allowed are at most {MostRanges} ranges"));
            ranges.Add(ReadRange(ref json, $"memory[{ranges.Count}]"));
        }

        return ranges;
    }

    private static MemoryRange ReadRange(ref Utf8JsonReader json, string member)
    {
        RequestJson.StartObject(ref json, member);
        long? address = null;
        long? length = null;
        int? bank = null;
        while (RequestJson.NextMember(ref json))
        {
            if (json.ValueTextEquals("address"u8))
                address = MemoryRange.ReadAddress(ref json, $"{member}.address");
            else if (json.ValueTextEquals("length"u8))
                length = RequestJson.Number(ref json, $"{member}.length", 1, MemoryRange.MostBytes);
            else if (json.ValueTextEquals("bank"u8))
                bank = (int)RequestJson.Number(ref json, $"{member}.bank", 0, MemoryRange.MostBank);
            else
                throw RequestJson.Unknown(ref json, "address, length, bank");
        }

        if (address is null)
            throw new ProblemException(RequestProblems.Missing($"{member}.address", MemoryRange.AllowedAddress));
        if (length is null)
            throw new ProblemException(RequestProblems.Missing($"{member}.length", RequestJson.Range(1, MemoryRange.MostBytes)));
        return MemoryRange.Of(address.Value, (int)length.Value, bank);
    }

    private void CheckFrames(IReadOnlyList<InputSequence> inputs)
    {
        long frames = 0;
        foreach (var input in inputs)
            frames += _timing.FramesOf(input);
        PressLimit.Check(frames, options);
    }
}
