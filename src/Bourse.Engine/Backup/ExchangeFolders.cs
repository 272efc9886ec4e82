namespace Bourse.Engine;

/// <summary>Where an exchange's orders, blotter and snapshots lie.</summary>
public sealed record ExchangeFolders(string Orders, string Blotter, string Snapshots);
