namespace Bourse.Output;

/// <summary>The forms in which every command can print its rows.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Csv,
}
