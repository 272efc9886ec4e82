using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bourse.Engine;

/// <summary>What a backup consists of: the file manifest.json in its folder, written last.</summary>
/// <param name="Version">Of the layout of a backup: 1.</param>
/// <param name="OrdersSequence">The last command in it.</param>
/// <param name="BlotterSequence">The last event in it, which may be older: a start adds the rest.</param>
/// <param name="SnapshotSequence">The last command in its snapshot; 0 when it has none.</param>
public sealed record BackupManifest(
    int Version, DateTimeOffset Created, long OrdersSequence, long BlotterSequence, long SnapshotSequence,
    IReadOnlyList<BackedUpFile> Files)
{
    public const string FileName = "manifest.json";
    internal const int LayoutVersion = 1;

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <exception cref="BackupException">There is none, or it cannot be read.</exception>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new BackupException($"{folder}: this is no backup; it has no {FileName}.");
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), Layout);
            return manifest is { Version: LayoutVersion }
                ? manifest
                : throw new BackupException(
                    $"{path}: it has version {manifest?.Version}, and this program reads {LayoutVersion}.");
        }
        catch (JsonException fault)
        {
            throw new BackupException($"{path}: {fault.Message}");
        }
    }

    /// <summary>Checks that a folder has these files and no others, each as it was.</summary>
    /// <exception cref="BackupException">It does not.</exception>
    public void Check(string folder)
    {
        var found = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path)).Where(path => path != FileName).ToHashSet();
        foreach (var file in Files)
        {
            if (!found.Remove(file.Path))
                throw new BackupException($"{folder}: {file.Path} is missing.");
            if (BackedUpFile.Of(folder, file.Path) != file)
                throw new BackupException($"{folder}: {file.Path} is not what was backed up.");
        }

        if (found.Count > 0)
            throw new BackupException($"{folder}: {found.First()} is no part of the backup.");
    }

    internal void Write(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew, FileAccess.Write);
        JsonSerializer.Serialize(file, this, Layout);
        file.Flush(flushToDisk: true);
    }
}
