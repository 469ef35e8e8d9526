using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks;

/// <summary>Everything of a game that can be compared, at the end of a step.</summary>
internal sealed class GameSnapshot
{
    /// <summary>The memory that is read: everything except the fixed ROM. Work RAM comes first, so that it is named first when it differs.</summary>
    private static readonly (ushort Start, int Length)[] Ranges =
    [
        (0xC000, 0x2000), (0xFF80, 0x80), (0xFE00, 0xA0), (0x8000, 0x2000), (0xA000, 0x2000), (0xFF00, 0x80), (0x4000, 0x4000),
    ];

    private readonly MemoryAccess[] _access = new MemoryAccess[Ranges.Length];
    private readonly byte[] _memory = new byte[Ranges.Sum(range => range.Length)];
    private readonly byte[] _state;
    private readonly byte[] _battery;
    private ushort[] _picture = [];

    /// <summary>Makes an empty snapshot for a game; <see cref="Read"/> fills it.</summary>
    public GameSnapshot(IGame game)
    {
        _state = new byte[game.StateSize];
        _battery = new byte[game.BatterySize];
    }

    /// <summary>The whole state; empty for a core without savestates.</summary>
    public ReadOnlySpan<byte> State => _state;

    /// <summary>The contents of battery RAM.</summary>
    public ReadOnlySpan<byte> Battery => _battery;

    /// <summary>The picture.</summary>
    public ReadOnlySpan<ushort> Picture => _picture;

    /// <summary>Reads a game's present state. Its last frame must have been rendered.</summary>
    public void Read(IGame game)
    {
        var memory = _memory.AsSpan();
        for (var i = 0; i < Ranges.Length; i++)
        {
            var range = memory[..Ranges[i].Length];
            _access[i] = game.TryReadMemory(Ranges[i].Start, null, range);
            if (_access[i] != MemoryAccess.Done)
                range.Clear();
            memory = memory[Ranges[i].Length..];
        }

        if (_battery.Length > 0)
            game.ReadBattery(_battery);
        var picture = game.Picture;
        if (_picture.Length != picture.Length)
            _picture = new ushort[picture.Length];
        picture.CopyTo(_picture);
        if (_state.Length > 0)
            game.SaveState(_state);
    }

    /// <summary>SHA-256 of all of it, lower-case hex.</summary>
    public string Hash(IncrementalHash hash)
    {
        hash.AppendData(_state);
        hash.AppendData(_memory);
        hash.AppendData(_battery);
        hash.AppendData(MemoryMarshal.AsBytes(_picture.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The first difference; null when there is none.</summary>
    /// <param name="other">The snapshot that is compared with this one; this one counts as right.</param>
    /// <param name="names">Names the fields of a state; null for offsets.</param>
    public (CheckPart Part, IReadOnlyList<string> Fields, int Bytes)? FindDifference(GameSnapshot other, IStateNames? names)
    {
        if (!_state.AsSpan().SequenceEqual(other._state))
            return StateDifference.Find(_state, other._state, names);
        if (MemoryDifference(other) is { } memory)
            return memory;
        return _picture.AsSpan().SequenceEqual(other._picture) ? null : PictureDifference.Find(_picture, other._picture);
    }

    private (CheckPart, IReadOnlyList<string>, int)? MemoryDifference(GameSnapshot other)
    {
        var fields = new List<string>();
        var bytes = 0;
        var at = 0;
        for (var i = 0; i < Ranges.Length; i++)
        {
            if (_access[i] != other._access[i])
                fields.Add($"{MemoryNames.Of(Ranges[i].Start)}: reading is {_access[i]} against {other._access[i]}");
            for (var j = 0; j < Ranges[i].Length; j++)
            {
                if (_memory[at + j] == other._memory[at + j])
                    continue;
                bytes++;
                if (fields.Count < StateDifference.MostFields)
                    fields.Add($"{MemoryNames.Of((ushort)(Ranges[i].Start + j))} is 0x{_memory[at + j]:X2} against 0x{other._memory[at + j]:X2}");
            }

            at += Ranges[i].Length;
        }

        var battery = _battery.AsSpan().CommonPrefixLength(other._battery);
        if (battery < Math.Max(_battery.Length, other._battery.Length))
            fields.Add($"battery from byte {battery} on");
        return fields.Count > 0 ? (CheckPart.Memory, fields, Math.Max(1, bytes)) : null;
    }
}
