namespace Bourse.Output;

/// <summary>What every command ends with.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int Misused = 2;
}
