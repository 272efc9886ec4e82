using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Bourse.Settings;

/// <summary>
/// Fills an options record from configuration and names every mistake at once: unknown keys, values of the wrong
/// form, values out of range. A setting is one property; its section is its path.
/// </summary>
internal sealed class SettingsReader
{
    private readonly List<string> _errors = [];

    /// <summary>What is wrong, each as "Gateway:Port: …"; empty when all is well.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public T Read<T>(IConfiguration configuration)
        where T : new() => (T)ReadRecord(typeof(T), new T(), configuration, path: "");

    /// <summary>A record whose properties are settings of their own.</summary>
    internal static bool IsRecord(Type type) => type.IsClass && type != typeof(string) && !IsList(type);

    internal static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    private object ReadRecord(Type type, object instance, IConfiguration configuration, string path)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null)
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var section in configuration.GetChildren())
        {
            var name = path + section.Key;
            if (!properties.TryGetValue(section.Key, out var property))
                _errors.Add($"{name}: there is no such setting");
            else if (TryReadValue(property.PropertyType, property.GetValue(instance), section, name, out var value))
                property.SetValue(instance, value);
        }

        Validate(instance, path);
        return instance;
    }

    private bool TryReadValue(Type type, object? current, IConfigurationSection section, string name, out object? value)
    {
        if (IsRecord(type))
        {
            value = ReadRecord(type, current ?? Activator.CreateInstance(type)!, section, name + ":");
            return true;
        }

        return IsList(type)
            ? TryReadList(type.GetGenericArguments()[0], section, name, out value)
            : TryConvert(type, section.Value ?? "", name, out value);
    }

    // ["a", "b"] in a file, or "a,b" in the environment and on the command line.
    private bool TryReadList(Type itemType, IConfigurationSection section, string name, out object? value)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        value = list;
        var parts = section.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts ?? [])
        {
            if (!TryConvert(itemType, part, name, out var item))
                return false;
            list.Add(item);
        }

        foreach (var child in section.GetChildren())
        {
            if (!TryReadValue(itemType, null, child, $"{name}:{child.Key}", out var item))
                return false;
            list.Add(item);
        }

        return true;
    }

    private bool TryConvert(Type type, string text, string name, out object? value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            if (!type.IsEnum || Enum.IsDefined(type, value!))
                return true;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or NotSupportedException)
        {
            value = null;
        }

        var expected = type.IsEnum ? string.Join(", ", Enum.GetNames(type)) : type.Name;
        _errors.Add($"{name}: '{text}' is not one of {expected}");
        return false;
    }

    private void Validate(object instance, string path)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(instance, new ValidationContext(instance), results, validateAllProperties: true);
        foreach (var result in results)
            _errors.Add($"{path}{string.Join(", ", result.MemberNames)}: {result.ErrorMessage}");
    }
}
